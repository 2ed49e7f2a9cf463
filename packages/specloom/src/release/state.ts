// What a release consists of, as far as others build on it: the document, and what consumers compile against.
import { createHash } from "node:crypto";

import { isList, isObject, type Document, type Json } from "@specloom/api-model";

import { withoutVersion } from "../diff/diff-documents.ts";
import type { PublishedSurface } from "../diff/types/published-packages.ts";

/** What was released, or would be. */
export interface ReleaseState {
  /** Bundled, in the order of its author. */
  readonly document: Document;
  readonly surface: PublishedSurface;
  /** Version of each generated package, by its name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** SHA-256 of a text, whatever its line ends are: git may write others than it read. */
export function hashText(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** Hash of everything that a comparison sees: neither the order of members nor `info.version` is part of it. */
export function hashState({ document, surface }: ReleaseState): string {
  return hashText(canonicalText([withoutVersion(document), surface]));
}

/** JSON with the members of each object in one order. */
export function canonicalText(value: Json): string {
  return JSON.stringify(sortMembers(value));
}

function sortMembers(value: Json): Json {
  if (isList(value)) return value.map(sortMembers);
  if (!isObject(value)) return value;
  const sorted = Object.keys(value).toSorted();
  return Object.fromEntries(sorted.map((name) => [name, sortMembers(value[name] ?? null)]));
}
