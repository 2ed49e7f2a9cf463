// One request over the wire, within limits: time, size, patience with a server that asks to wait.
import type { Json } from "@specloom/api-model";
import { isJsonType } from "../document/find-response.ts";
import type { Answer, NoAnswer, PreparedRequest } from "./exchange.ts";
import type { Clock, Pace } from "./pace.ts";

/** What sending needs from the world, and its limits. */
export interface Transport extends Clock {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Longest wait for one whole answer, in milliseconds. */
  readonly timeout: number;
  /** Largest body that is read, in bytes. */
  readonly maxBodyBytes: number;
  readonly pace: Pace;
  /** What is left of the time that a run waits because it was asked to, in milliseconds. */
  readonly patience: { left: number };
}

/** How often a request is sent again after 429 or 503, and the longest single wait in milliseconds. */
const maxRepeats = 5;
const maxWait = 60_000;
/** How long a run waits in all because it was asked to, in milliseconds; afterwards such answers are taken as they are. */
export const maxPatience: number = 10 * 60_000;

class Failed extends Error {
  readonly failing: NoAnswer["cause"];

  constructor(failing: NoAnswer["cause"], message: string) {
    super(message);
    this.failing = failing;
  }
}

/**
 * Sends, and sends again where the server asks to wait (429, or 503 with `Retry-After`; RFC 9110, section 10.2.3,
 * RFC 6585, section 4). Never throws for what the server does: that is an answer or the reason why there is none.
 */
export async function send(
  transport: Transport,
  request: PreparedRequest,
  signal: AbortSignal,
): Promise<Answer | NoAnswer> {
  for (let repeats = 0; ; repeats += 1) {
    await transport.pace(signal);
    const answer = await sendOnce(transport, request, signal);
    const wait = answer.kind === "answer" ? askedWait(answer, repeats, transport.now()) : undefined;
    if (wait === undefined || repeats === maxRepeats || signal.aborted) return answer;
    if (wait > Math.min(maxWait, transport.patience.left)) return answer;
    transport.patience.left -= wait;
    await transport.sleep(wait, signal);
  }
}

async function sendOnce(
  transport: Transport,
  { method, url, headers, body }: PreparedRequest,
  signal: AbortSignal,
): Promise<Answer | NoAnswer> {
  const limit = new AbortController();
  const stop = (): void => limit.abort(new Failed("stopped", "the run was stopped"));
  const late = new Failed("time", `no whole answer within ${transport.timeout / 1000} s`);
  const timer = setTimeout(() => limit.abort(late), transport.timeout);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    const request = new Request(url, {
      method,
      headers: new Headers(headers),
      redirect: "manual",
      signal: limit.signal,
      ...(body === undefined ? {} : { body }),
    });
    const response = await orAborted(transport.fetch(request), limit.signal);
    const text = await readText(response, transport.maxBodyBytes, limit.signal);
    return {
      kind: "answer",
      status: response.status,
      headers: response.headers,
      text,
      ...parse(response, text),
    };
  } catch (error) {
    const failure: unknown = limit.signal.aborted ? limit.signal.reason : error;
    const cause = failure instanceof Failed ? failure.failing : "network";
    return { kind: "no-answer", cause, reason: reasonOf(failure) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** An in-process `fetch` may not heed the signal; the limit holds all the same. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const refuse = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", refuse, { once: true });
    if (signal.aborted) refuse();
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", refuse));
  });
}

async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  if (response.body === null) return "";
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), signal);
      if (done) return Buffer.concat(chunks).toString("utf8");
      size += value.byteLength;
      if (size > maxBytes) throw new Failed("size", `a body of more than ${maxBytes} bytes`);
      chunks.push(value);
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  }
}

function parse(response: Response, text: string): { json?: Json; jsonFault?: string } {
  const mediaType = response.headers.get("content-type");
  if (mediaType === null || !isJsonType(mediaType) || text === "") return {};
  try {
    return { json: JSON.parse(text) as Json };
  } catch (error) {
    return { jsonFault: error instanceof Error ? error.message : String(error) };
  }
}

/** Milliseconds to wait before sending again; absent where the answer does not ask for it. */
function askedWait(answer: Answer, repeats: number, now: number): number | undefined {
  const asked = answer.headers.get("retry-after");
  if (answer.status !== 429 && !(answer.status === 503 && asked !== null)) return undefined;
  if (asked === null) return 1000 * 2 ** repeats;
  const seconds = /^\d+$/.test(asked.trim()) ? Number(asked) : (Date.parse(asked) - now) / 1000;
  return Number.isNaN(seconds) ? 1000 * 2 ** repeats : Math.max(0, seconds * 1000);
}

/** The innermost reason of an error: `fetch` hides what happened under `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
