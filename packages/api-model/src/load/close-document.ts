import { isTooMuch } from "../check-size.ts";
import type { Document } from "../document.ts";
import { entriesOf, isList, memberOf, textOf, type JsonObject } from "../json.ts";
import type { Json } from "../model.ts";
import { dereference, locateWritten, pointerOfRef, type Located } from "../pointer.ts";

export interface Closing {
  /** What every `$ref` names, by its text. */
  readonly targets: ReadonlyMap<string, Located>;
  /** True where an example was put in the place of a reference to it. */
  readonly examplesPlaced: boolean;
  /** Members of all objects, as they were before. */
  readonly members: number;
}

/**
 * Puts examples in place, as the bundler does, and finds what every `$ref` names; undefined where one leads elsewhere or to
 * nothing, and where the document is too much to read.
 *
 * @param document changed in place
 */
export function closeDocument(document: Document): Closing | undefined {
  const walk = new ClosingWalk(document);
  if (!walk.closeObject(document, 0, false)) return undefined;
  return { targets: walk.targets, examplesPlaced: walk.examplesPlaced, members: walk.members };
}

/** Goes down before it goes on, as a parser makes its values: where they lie one behind the other, that takes a third less. */
class ClosingWalk {
  readonly targets: Map<string, Located> = new Map();
  members = 0;
  examplesPlaced = false;
  #items = 0;
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  /**
   * @param isNamed true where the members have names of the author's choice
   * @returns false where a reference leads elsewhere or to nothing, or there is too much
   */
  closeObject(object: JsonObject, depth: number, isNamed: boolean): boolean {
    // Values of JSON inherit nothing that is enumerable, and lists of their names would cost as much as the rest.
    for (const name in object) {
      this.members++;
      const inner = object[name];
      if (typeof inner === "string") {
        if (name === "$ref" && this.#locate(inner) === undefined) return false;
      } else if (typeof inner === "object" && inner !== null) {
        if (name === "discriminator" && mappedRefs(inner).some((ref) => this.#locate(ref) === undefined))
          return false;
        // A property may be called `example`; below it stands a schema again.
        if (name === "example" && !isNamed && this.#placeExample(object, inner)) continue;
        if (!this.#closeInner(inner, depth + 1, name === "properties" && !isNamed)) return false;
      }
    }
    return true;
  }

  #closeInner(inner: JsonObject | readonly Json[], depth: number, isNamed: boolean): boolean {
    if (isTooMuch(depth, this.members + this.#items)) return false;
    if (!isList(inner)) return this.closeObject(inner, depth, isNamed);
    this.#items += inner.length;
    for (const item of inner)
      if (typeof item === "object" && item !== null && !this.#closeInner(item, depth + 1, false))
        return false;
    return true;
  }

  /** @returns false where the example is no reference */
  #placeExample(holder: JsonObject, written: Json): boolean {
    const ref = textOf(written, "$ref");
    const target = ref === undefined ? undefined : this.#locate(ref);
    const example = target && dereference(this.#document, target.value, target.pointer)?.value;
    if (example === undefined) return false;
    this.members += entriesOf(written).length;
    this.examplesPlaced = true;
    Object.assign(holder, { example });
    return true;
  }

  #locate(ref: string): Located | undefined {
    const known = this.targets.get(ref);
    if (known !== undefined) return known;
    const pointer = pointerOfRef(ref);
    const target = pointer === undefined ? undefined : locateWritten(this.#document, pointer);
    if (target !== undefined) this.targets.set(ref, target);
    return target;
  }
}

/** What a discriminator maps to. */
function mappedRefs(discriminator: Json | undefined): readonly string[] {
  return entriesOf(memberOf(discriminator, "mapping")).map(([, target]) =>
    typeof target === "string" ? target : "",
  );
}
