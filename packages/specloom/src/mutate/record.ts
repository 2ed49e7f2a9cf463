// Requests as they were sent, and what was answered: two servers differ if one of them is answered differently.
import { createMadeValues, type MadeValues } from "./made-values.ts";
import type { Subject } from "./subject.ts";

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

export interface Recorded {
  readonly request: RecordedRequest;
  /** Status, headers and body, as one text. */
  readonly answer: string;
}

/** The subject, with a list that fills as requests are sent to it. */
export function recording(subject: Subject): {
  readonly subject: Subject;
  readonly log: readonly Recorded[];
} {
  const log: Recorded[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const body = request.body === null ? undefined : await request.text();
    const sent: RecordedRequest = {
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      ...(body === undefined ? {} : { body }),
    };
    const { response, answer } = await answerOf(subject, sent);
    log.push({ request: sent, answer });
    return response;
  };
  return { subject: { ...subject, fetch }, log };
}

async function answerOf(
  subject: Subject,
  { method, url, headers, body }: RecordedRequest,
): Promise<{ readonly response: Response; readonly answer: string }> {
  const request = new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  const response = await subject.fetch(request);
  const kept = response.clone();
  const text = await kept.text().catch((error: unknown) => `no whole body: ${String(error)}`);
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  const shown = response.status >= 400 ? withoutWording(text) : text;
  return { response, answer: [String(response.status), ...lines, "", shown].join("\n") };
}

/** How an error is put into words is no matter of the contract: two errors of the same shape are the same. */
function withoutWording(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_name, value: unknown) =>
      typeof value === "string" ? "…" : value,
    );
  } catch {
    return text;
  }
}

/** A request that another server answers differently. */
export interface Difference {
  /** Its place among the recorded requests. */
  readonly index: number;
  readonly request: RecordedRequest;
  readonly expected: string;
  readonly found: string;
}

/** What came of sending recorded requests to another server. */
export interface Comparison {
  /** The first answer that differs and is not as right. */
  readonly difference?: Difference;
  /** Why others that differ are as right, each reason once. */
  readonly right: readonly string[];
}

/**
 * Sends the recorded requests again, in order, up to the first that is answered differently.
 * @param whyRight tells why an answer that differs is as right as the recorded one; undefined where it is not
 */
export async function compareAnswers(
  log: readonly Recorded[],
  subject: Subject,
  whyRight: (difference: Difference, before: readonly Recorded[]) => string | undefined,
): Promise<Comparison> {
  const right = new Set<string>();
  const made = createMadeValues();
  for (const [index, { request, answer }] of log.entries()) {
    const { answer: found } = await answerOf(subject, translated(request, made));
    made.learn({ expected: answer, found, sent: `${request.url} ${request.body ?? ""}` });
    if (found === answer) continue;
    const expected = made.translate(answer);
    if (found === expected) {
      right.add("other ids and secrets, of the same form");
      continue;
    }
    const difference = { index, request, expected, found };
    const reason = whyRight(difference, log.slice(0, index));
    if (reason === undefined) return { difference, right: [...right] };
    right.add(reason);
  }
  return { right: [...right] };
}

function translated(
  { method, url, headers, body }: RecordedRequest,
  { translate }: MadeValues,
): RecordedRequest {
  return {
    method,
    url: translate(url),
    headers: headers.map(([name, value]) => [name, translate(value)] as const),
    ...(body === undefined ? {} : { body: translate(body) }),
  };
}
