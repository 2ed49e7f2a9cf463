import { entriesOf, joinPointer, memberOf, type Located } from "@specloom/api-model";

import { proveResponse } from "../witness/prove-message.ts";
import type { DocumentView } from "../document-view.ts";
import { compareContent, findContent, readContents } from "./compare-content.ts";
import { compareHeaders } from "./compare-headers.ts";
import { placesOf, verdictOf } from "./found.ts";
import type { OperationPair, ResponsePair } from "./operation-pair.ts";
import type { WireOperation } from "./read-operations.ts";
import type { WireDiff } from "./wire-diff.ts";

export function compareResponses(diff: WireDiff, pair: OperationPair): void {
  const views = diff.sides(pair.flow);
  const sent = readResponses(views.sender, pair.sender);
  const taken = readResponses(views.receiver, pair.receiver);
  const compared = new Set<string>();
  for (const status of listStatuses(sent, taken)) {
    const own = findSent(sent, status);
    if (own === undefined) continue;
    const other = findTaken(taken, status);
    const key = `${own.key} ${other?.key}`;
    if (compared.has(key)) continue;
    compared.add(key);
    if (other === undefined) addStatus(diff, pair, { own, status });
    else compareOne(diff, { ...pair, status, own: own.response, other: other.response });
  }
  reportKeys(diff, pair, { sent, taken });
}

type Responses = ReadonlyMap<string, Located>;
interface Declared {
  readonly key: string;
  readonly response: Located;
}

/** By status, range in capitals, or `default`. */
function readResponses(view: DocumentView, { value, pointer }: WireOperation): Responses {
  return new Map(
    entriesOf(memberOf(value, "responses")).flatMap(([status, written]) => {
      const found = view.followObject(written, joinPointer(pointer, "responses", status));
      return found === undefined || status.startsWith("x-")
        ? []
        : [[status === "default" ? status : status.toUpperCase(), found]];
    }),
  );
}

/** Every declared status, and of each class one that nobody declared. */
function listStatuses(...sides: readonly Responses[]): number[] {
  const declared = sides.flatMap((side) => [...side.keys()].map(Number)).filter(Number.isInteger);
  const others = [1, 2, 3, 4, 5].flatMap((group) =>
    [99, 98, 97, 96]
      .map((rest) => group * 100 + rest)
      .filter((status) => !declared.includes(status))
      .slice(0, 1),
  );
  return [...new Set([...declared, ...others])].toSorted((one, two) => one - two);
}

function findTaken(responses: Responses, status: number): Declared | undefined {
  for (const key of [String(status), `${Math.floor(status / 100)}XX`, "default"]) {
    const response = responses.get(key);
    if (response !== undefined) return { key, response };
  }
  return undefined;
}

/** As {@link findTaken}, but `default` stands for failures where a success is declared beside it. */
function findSent(responses: Responses, status: number): Declared | undefined {
  const found = findTaken(responses, status);
  const hasSuccess = [...responses.keys()].some((key) => key.startsWith("2"));
  const isFailure = status >= 400 || (status >= 200 && status < 300 && !hasSuccess);
  return found?.key === "default" && !isFailure ? undefined : found;
}

function addStatus(
  diff: WireDiff,
  pair: OperationPair,
  { own, status }: { own: Declared; status: number },
): void {
  const { flow, sender } = pair;
  // RFC 9110, section 15: a client treats a status that it does not know as x00 of its class, so failures are foreseen.
  const isForeseen = status >= 400;
  const why = isForeseen
    ? `Status ${own.key} was added; callers take it as a failure of its class.`
    : `Status ${own.key} was added; callers do not expect this success.`;
  diff.add({
    kind: "status",
    operation: sender.title,
    direction: flow.direction,
    ...placesOf(flow, { sender: own.response.pointer }),
    verdict: verdictOf(flow, isForeseen ? "ignored" : "refused"),
    why,
    ...(!isForeseen && { prove: proveResponse(diff, pair, { status, content: undefined }) }),
  });
}

/** Statuses that only one side names, where a range or `default` of the other speaks for them. */
function reportKeys(diff: WireDiff, pair: OperationPair, sides: { sent: Responses; taken: Responses }): void {
  const { flow, sender } = pair;
  const place = { kind: "status", operation: sender.title, direction: flow.direction } as const;
  for (const [status, response] of sides.taken) {
    if (sides.sent.has(status)) continue;
    const why = `Status ${status} is no longer declared.`;
    const places = placesOf(flow, { receiver: response.pointer });
    diff.add({ ...place, ...places, verdict: verdictOf(flow, "unsent"), why });
  }
}

function compareOne(diff: WireDiff, pair: ResponsePair): void {
  const { flow, sender, own, other, status } = pair;
  compareHeaders(diff, pair);
  const views = diff.sides(flow);
  const sent = readContents(views.sender, own);
  const taken = readContents(views.receiver, other);
  const place = {
    operation: sender.title,
    direction: flow.direction,
    ...placesOf(flow, { sender: own.pointer, receiver: other.pointer }),
  };
  if (sent.length === 0 && taken.length > 0) {
    const why = `The answer ${status} no longer has a body.`;
    const prove = proveResponse(diff, pair, { status, content: undefined });
    diff.add({ kind: "response-body", ...place, verdict: verdictOf(flow, "refused"), why, prove });
    return;
  }
  if (taken.length === 0 && sent.length > 0) {
    const why = `The answer ${status} has a body now.`;
    diff.add({ kind: "response-body", ...place, verdict: verdictOf(flow, "ignored"), why });
    return;
  }
  for (const content of sent) {
    const match = findContent(taken, content.mediaType);
    if (match !== undefined)
      compareContent(diff, { flow, operation: sender.title }, { own: content, other: match });
    else {
      const why = `${content.mediaType} is offered in addition; who does not ask for it does not get it.`;
      diff.add({ kind: "media-type", ...place, verdict: verdictOf(flow, "ignored"), why });
    }
  }
  compareOffers(diff, pair, { sent, taken });
}

/** A media type that can no longer be asked for (RFC 9110, section 12.5.1): the `Accept` of those who did is refused. */
function compareOffers(
  diff: WireDiff,
  pair: ResponsePair,
  { sent, taken }: Record<"sent" | "taken", ReturnType<typeof readContents>>,
): void {
  const { flow, sender, own, status } = pair;
  for (const content of taken) {
    const isOffered =
      findContent(sent, content.mediaType) !== undefined ||
      sent.some(({ mediaType }) => findContent([content], mediaType) !== undefined);
    if (isOffered) continue;
    diff.add({
      kind: "media-type",
      operation: sender.title,
      direction: flow.direction,
      ...placesOf(flow, { sender: own.pointer, receiver: content.pointer }),
      verdict: "breaking",
      why: `${content.mediaType} is no longer offered with ${status}; who asks for it is refused.`,
      prove: proveResponse(diff, pair, { status, content: content.mediaType, isLost: true }),
    });
  }
}
