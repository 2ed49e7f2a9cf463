import { isTooMuch } from "../check-size.ts";
import type { Document } from "../document.ts";
import { entriesOf, isList, memberOf, textOf, type JsonObject } from "../json.ts";
import type { Json } from "../model.ts";
import { pointerOfRef, resolvePointer } from "../pointer.ts";

export interface Closing {
  /** Every `$ref`, once. */
  readonly refs: Iterable<string>;
  /** True where an example was put in the place of a reference to it. */
  readonly examplesPlaced: boolean;
}

/**
 * Puts examples in place, as the bundler does, and gives every `$ref`; undefined where one leads elsewhere or to nothing,
 * and where the document is too much to read.
 *
 * @param document changed in place
 */
export function closeDocument(document: Document): Closing | undefined {
  const targets = new Map<string, Json | undefined>();
  const targetOf = (ref: string): Json | undefined => {
    if (!targets.has(ref)) {
      const pointer = pointerOfRef(ref);
      targets.set(ref, pointer === undefined ? undefined : resolvePointer(document, pointer));
    }
    return targets.get(ref);
  };
  let examplesPlaced = false;
  // The members of these have names of the author's choice.
  const named = new Set<unknown>();
  let level: (JsonObject | readonly Json[])[] = [document];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const below: typeof level = [];
    for (const value of level) {
      if (isList(value)) {
        seen += value.length;
        for (const item of value) if (typeof item === "object" && item !== null) below.push(item);
        continue;
      }
      const isNamed = named.has(value);
      for (const name of Object.keys(value)) {
        seen++;
        const inner = value[name];
        if (name === "$ref" && typeof inner === "string" && targetOf(inner) === undefined) return undefined;
        if (typeof inner !== "object" || inner === null) continue;
        if (name === "discriminator" && mappedRefs(inner).some((ref) => targetOf(ref) === undefined))
          return undefined;
        // A property may be called `example`; below it stands a schema again.
        const ref = name === "example" && !isNamed ? textOf(inner, "$ref") : undefined;
        const example = ref === undefined ? undefined : targetOf(ref);
        if (example === undefined) {
          if (name === "properties" && !isNamed) named.add(inner);
          below.push(inner);
        } else {
          Object.assign(value, { example });
          examplesPlaced = true;
        }
      }
    }
    if (isTooMuch(depth, seen)) return undefined;
    level = below;
  }
  return { refs: targets.keys(), examplesPlaced };
}

/** What a discriminator maps to. */
function mappedRefs(discriminator: Json | undefined): readonly string[] {
  return entriesOf(memberOf(discriminator, "mapping")).map(([, target]) =>
    typeof target === "string" ? target : "",
  );
}
