import {
  bareMediaType,
  entriesOf,
  isFormMediaType,
  joinPointer,
  memberOf,
  type Json,
  type Located,
  type Pointer,
} from "@specloom/api-model";

import type { DocumentView } from "../document-view.ts";
import { sameJson } from "../same-json.ts";
import type { Flow } from "./found.ts";
import { placesOf } from "./found.ts";
import type { WireDiff } from "./wire-diff.ts";

/** One entry of `content`. */
export interface WireContent {
  /** Without parameters, in lower case; may be a range. */
  readonly mediaType: string;
  readonly value: Json;
  readonly pointer: Pointer;
}

export function readContents(view: DocumentView, holder: Located | undefined): WireContent[] {
  if (holder === undefined) return [];
  return entriesOf(memberOf(holder.value, "content")).flatMap(([mediaType, written]) => {
    const found = view.follow(written, joinPointer(holder.pointer, "content", mediaType));
    return found === undefined ? [] : [{ ...found, mediaType: bareMediaType(mediaType) }];
  });
}

/** The entry that covers a media type: itself, else the narrowest range. */
export function findContent(contents: readonly WireContent[], mediaType: string): WireContent | undefined {
  const range = `${mediaType.split("/", 1)[0]}/*`;
  for (const wanted of [mediaType, range, "*/*"]) {
    const found = contents.find((content) => content.mediaType === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Compares what two entries of `content` say about the body. */
export function compareContent(
  diff: WireDiff,
  { flow, operation }: { readonly flow: Flow; readonly operation: string },
  { own, other }: { readonly own: WireContent; readonly other: WireContent },
): void {
  const place = (content: WireContent): { schema: Json | undefined; pointer: Pointer } => ({
    schema: memberOf(content.value, "schema") ?? memberOf(content.value, "itemSchema"),
    pointer: joinPointer(content.pointer, "schema"),
  });
  const isText = isFormMediaType(own.mediaType);
  diff.compareSchemas({ flow, operation, isText, sender: place(own), receiver: place(other) });
  if (!isText || sameJson(memberOf(own.value, "encoding"), memberOf(other.value, "encoding"))) return;
  diff.add({
    kind: "encoding",
    operation,
    direction: flow.direction,
    ...placesOf(flow, {
      sender: joinPointer(own.pointer, "encoding"),
      receiver: joinPointer(other.pointer, "encoding"),
    }),
    verdict: "unknown",
    why: "The encoding of form fields changed; whether the fields are still read alike is not decided.",
  });
}
