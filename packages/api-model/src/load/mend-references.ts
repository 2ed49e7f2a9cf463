// What a broken `$ref` stood for is left out, so that everything else of a flawed document can still be generated.
import type { Document } from "../document.ts";
import type { Json } from "../model.ts";
import { isList, isObject, textOf, type JsonObject } from "../json.ts";
import { joinPointer, locateWritten, pointerOfRef } from "../pointer.ts";
import { findAnchor } from "../read/find-anchor.ts";

/** A `$ref` that leads to nothing, where it stands in the bundled document. */
export interface BrokenReference {
  readonly pointer: string;
  readonly ref: string;
}

export interface MendedDocument {
  readonly document: Document;
  readonly broken: readonly BrokenReference[];
}

/**
 * A copy without its broken `$ref`s: an entry of `parameters` goes, and of everything else remains what stands beside the
 * `$ref`, so that a schema accepts any value there. Anchors become pointers, which every reader of the document knows.
 */
export function mendReferences(document: Document): MendedDocument {
  const broken: BrokenReference[] = [];

  const mend = (value: Json, pointer: string, isMap = false): Json => {
    if (isList(value)) return value.map((item, index) => mend(item, joinPointer(pointer, index)));
    if (!isObject(value)) return value;
    const ref = isMap ? undefined : textOf(value, "$ref");
    const target = ref === undefined ? undefined : targetOf(document, ref);
    const isLost = ref !== undefined && target === undefined;
    if (isLost) broken.push({ pointer, ref });
    const mendEntry = (name: string, item: Json): Json => {
      if (isMap) return mend(item, joinPointer(pointer, name));
      return name === "$ref" && target !== undefined ? target : mendMember(name, item, pointer);
    };
    const entries = Object.entries(value)
      .filter(([name]) => !(isLost && name === "$ref"))
      .map(([name, item]): [string, Json] => [name, mendEntry(name, item)]);
    return Object.fromEntries(entries);
  };
  const mendMember = (name: string, item: Json, pointer: string): Json => {
    if (DATA.has(name)) return item;
    const mended = mend(item, joinPointer(pointer, name), MAPS.has(name));
    if (name !== "parameters" || !isList(item) || !isList(mended)) return mended;
    return mended.filter((_, index) => !isLostEntry(item[index]));
  };
  const isLostEntry = (entry: Json | undefined): boolean => {
    const ref = textOf(entry, "$ref");
    return ref !== undefined && targetOf(document, ref) === undefined;
  };

  return { document: mend(document, "#") as JsonObject, broken };
}

/** Members whose values are data, in which `$ref` is a name like any other. */
const DATA = new Set(["example", "examples", "default", "enum", "const", "value", "dataValue"]);

/** Members whose own members have names that the document chose: one called `default` or `$ref` is no keyword there. */
const MAPS = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "definitions",
  "schemas",
  "responses",
  "parameters",
  "requestBodies",
  "headers",
  "securitySchemes",
  "links",
  "callbacks",
  "pathItems",
  "paths",
  "webhooks",
  "content",
  "encoding",
]);

/** The `$ref` itself where it leads somewhere, that of an anchor as a pointer; undefined where it leads to nothing. */
function targetOf(document: Document, ref: string): string | undefined {
  const pointer = pointerOfRef(ref);
  // The whole document is no part of itself.
  if (pointer === "#") return undefined;
  if (pointer !== undefined) return locateWritten(document, pointer) === undefined ? undefined : ref;
  return ref.startsWith("#") ? findAnchor(document, ref.slice(1))?.pointer : undefined;
}
