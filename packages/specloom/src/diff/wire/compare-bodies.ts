import { joinPointer, memberOf, type Located, type Pointer } from "@specloom/api-model";

import { proveBody } from "../witness/prove-message.ts";
import { compareContent, findContent, readContents } from "./compare-content.ts";
import type { OperationPair } from "./operation-pair.ts";
import { placesOf, verdictOf, type Found } from "./found.ts";
import type { WireDiff } from "./wire-diff.ts";

export function compareBodies(diff: WireDiff, pair: OperationPair): void {
  const { flow, sender, receiver } = pair;
  const views = diff.sides(flow);
  const own = views.sender.followObject(
    memberOf(sender.value, "requestBody"),
    joinPointer(sender.pointer, "requestBody"),
  );
  const other = views.receiver.followObject(
    memberOf(receiver.value, "requestBody"),
    joinPointer(receiver.pointer, "requestBody"),
  );
  const say = (
    found: Pick<Found, "kind" | "verdict" | "why" | "prove">,
    at?: { sender?: Pointer; receiver?: Pointer },
  ): void => {
    const pointers = at ?? { sender: own?.pointer, receiver: other?.pointer };
    diff.add({ operation: sender.title, direction: flow.direction, ...placesOf(flow, pointers), ...found });
  };
  const needs = isRequired(other);
  if (needs && !isRequired(own)) {
    const why = `The body ${own === undefined ? "was added and is" : "became"} required; calls without one are refused.`;
    say({
      kind: "body-required",
      verdict: verdictOf(flow, "refused"),
      why,
      prove: proveBody(diff, pair, {}),
    });
  } else if (own === undefined && other !== undefined) {
    say({ kind: "body", verdict: verdictOf(flow, "unsent"), why: "An optional body was added." });
  } else if (isRequired(own) && other !== undefined && !needs) {
    say({ kind: "body-required", verdict: verdictOf(flow, "narrower"), why: "The body became optional." });
  }
  if (own !== undefined) compareContents(diff, pair, { own, other, say });
}

interface Bodies {
  readonly own: Located;
  readonly other: Located | undefined;
  readonly say: (
    found: Pick<Found, "kind" | "verdict" | "why" | "prove">,
    at?: { sender?: Pointer; receiver?: Pointer },
  ) => void;
}

function compareContents(diff: WireDiff, pair: OperationPair, { own, other, say }: Bodies): void {
  const { flow, sender } = pair;
  const views = diff.sides(flow);
  const sent = readContents(views.sender, own);
  const taken = readContents(views.receiver, other);
  for (const content of sent) {
    const match = findContent(taken, content.mediaType);
    if (match !== undefined) {
      compareContent(diff, { flow, operation: sender.title }, { own: content, other: match });
      continue;
    }
    const { mediaType } = content;
    const what = other === undefined ? "The body is no longer declared" : `${mediaType} is no longer taken`;
    const prove = proveBody(diff, pair, { mediaType });
    const at = { sender: content.pointer, ...(other && { receiver: other.pointer }) };
    say(
      {
        kind: "media-type",
        verdict: verdictOf(flow, "refused"),
        why: `${what}; calls that send it are refused.`,
        prove,
      },
      at,
    );
  }
  for (const content of taken) {
    if (findContent(sent, content.mediaType) !== undefined) continue;
    const why = `${content.mediaType} is taken in addition.`;
    const at = { sender: own.pointer, receiver: content.pointer };
    say({ kind: "media-type", verdict: verdictOf(flow, "unsent"), why }, at);
  }
}

function isRequired(body: Located | undefined): boolean {
  return memberOf(body?.value, "required") === true;
}
