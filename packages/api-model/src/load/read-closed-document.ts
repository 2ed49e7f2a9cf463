// The quick way for a file that needs no putting together: a bundler would walk all of it twice to change nothing. What is
// unusual in any way is left to the bundler, which knows what to say of it.
import { checkSize } from "../check-size.ts";
import type { Document } from "../document.ts";
import { entriesOf, isObject, memberOf, textOf } from "../json.ts";
import type { Json } from "../model.ts";
import { pointerOfRef, resolvePointer } from "../pointer.ts";
import { checkVersion } from "./check-version.ts";
import { isSwagger } from "./convert-swagger.ts";
import { findCycles } from "./cut-cycles.ts";
import { findDuplicates } from "./find-duplicates.ts";

/**
 * The document of a file in which each `$ref` leads to a place of the same file; undefined for every other.
 *
 * @param root value of the file; changed in place
 */
export function readClosedDocument(file: string, root: unknown): Document | undefined {
  if (!isObject(root) || checkVersion(root) !== undefined || isSwagger(root)) return undefined;
  if (checkSize(root) !== undefined) return undefined;
  const refs = closeDocument(root);
  if (refs === undefined || findCycles(root, refs).length > 0) return undefined;
  const duplicates = findDuplicates(root, (pointer) => ({ file, pointer }));
  return duplicates.length === 0 ? root : undefined;
}

/** Puts examples in place, as the bundler does, and gives every `$ref`; undefined where one leads elsewhere or to nothing. */
function closeDocument(document: Document): Iterable<string> | undefined {
  const targets = new Map<string, Json | undefined>();
  const targetOf = (ref: string): Json | undefined => {
    if (!targets.has(ref)) {
      const pointer = pointerOfRef(ref);
      targets.set(ref, pointer === undefined ? undefined : resolvePointer(document, pointer));
    }
    return targets.get(ref);
  };
  const waiting: { readonly value: object; readonly named: boolean }[] = [{ value: document, named: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, named } = next;
    if (refsOf(value).some((ref) => targetOf(ref) === undefined)) return undefined;
    for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
      if (typeof inner !== "object" || inner === null) continue;
      // A property may be called `example`; below it stands a schema again.
      const ref = name === "example" && !named ? textOf(inner, "$ref") : undefined;
      const example = ref === undefined ? undefined : targetOf(ref);
      if (example === undefined) waiting.push({ value: inner, named: !named && name === "properties" });
      else Object.assign(value, { example });
    }
  }
  return targets.keys();
}

/** What an object refers to itself: its `$ref`, and what its discriminator maps to. */
function refsOf(value: object): readonly string[] {
  const ref = textOf(value, "$ref");
  const mapping = entriesOf(memberOf(memberOf(value, "discriminator"), "mapping"));
  return [
    ...(ref === undefined ? [] : [ref]),
    ...mapping.map(([, target]) => (typeof target === "string" ? target : "")),
  ];
}
