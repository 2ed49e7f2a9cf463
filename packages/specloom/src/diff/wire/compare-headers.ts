import { entriesOf, joinPointer, memberOf, type Located } from "@specloom/api-model";

import type { DocumentView } from "../document-view.ts";
import { proveResponse } from "../witness/prove-message.ts";
import type { ResponsePair } from "./operation-pair.ts";
import { placesOf, verdictOf } from "./found.ts";
import { readHeader } from "./read-parameter.ts";
import type { WireDiff } from "./wire-diff.ts";

/** Compares the headers of an answer. */
export function compareHeaders(diff: WireDiff, pair: ResponsePair): void {
  const { flow, sender } = pair;
  const views = diff.sides(flow);
  const sent = readHeaders(views.sender, pair.own);
  const taken = readHeaders(views.receiver, pair.other);
  const place = { kind: "header", operation: sender.title, direction: flow.direction } as const;
  for (const [name, own] of sent) {
    const other = taken.get(name);
    if (other === undefined) {
      const why = `Header ${name} is sent in addition.`;
      diff.add({
        ...place,
        ...placesOf(flow, { sender: own.pointer }),
        verdict: verdictOf(flow, "ignored"),
        why,
      });
    } else compareOne(diff, pair, { name, own, other });
  }
  for (const [name, other] of taken) {
    if (sent.has(name)) continue;
    const { isRequired } = readHeader(other);
    const outcome = isRequired ? "refused" : "unsent";
    const why = `Header ${name} is no longer sent${isRequired ? ", and was promised" : ""}.`;
    const places = placesOf(flow, { receiver: other.pointer });
    const prove = proveResponse(diff, pair, { status: pair.status, without: name });
    diff.add({ ...place, ...places, verdict: verdictOf(flow, outcome), why, ...(isRequired && { prove }) });
  }
}

function compareOne(
  diff: WireDiff,
  pair: ResponsePair,
  { name, own, other }: { name: string; own: Located; other: Located },
): void {
  const { flow, sender, status } = pair;
  const sent = readHeader(own);
  const taken = readHeader(other);
  const places = placesOf(flow, { sender: own.pointer, receiver: other.pointer });
  const place = { kind: "header", operation: sender.title, direction: flow.direction, ...places } as const;
  if (taken.isRequired && !sent.isRequired) {
    const why = `Header ${name} became optional, and was promised.`;
    const prove = proveResponse(diff, pair, { status, without: name });
    diff.add({ ...place, verdict: verdictOf(flow, "refused"), why, prove });
  } else if (sent.isRequired && !taken.isRequired) {
    diff.add({ ...place, verdict: verdictOf(flow, "narrower"), why: `Header ${name} is promised now.` });
  }
  const isText = sent.mediaType === undefined;
  diff.compareSchemas({ flow, operation: sender.title, isText, sender: sent, receiver: taken });
}

function readHeaders(view: DocumentView, response: Located): Map<string, Located> {
  return new Map(
    entriesOf(memberOf(response.value, "headers")).flatMap(([name, written]) => {
      const found = view.followObject(written, joinPointer(response.pointer, "headers", name));
      // OpenAPI describes the media type elsewhere and says that this header is ignored.
      return found === undefined || /^content-type$/i.test(name) ? [] : [[name.toLowerCase(), found]];
    }),
  );
}
