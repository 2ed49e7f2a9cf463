import {
  dereference,
  isObject,
  textOf,
  type Document,
  type Json,
  type Located,
  type Pointer,
} from "@specloom/api-model";

/** A document with its `$ref`s followed on demand, each once. */
export class DocumentView {
  readonly document: Document;
  /** OpenAPI 3.0 has schemas of its own: `nullable`, `$ref` without siblings, exclusive bounds as flags. */
  readonly isVersion30: boolean;
  readonly #targets = new Map<string, Located | undefined>();

  constructor(document: Document) {
    this.document = document;
    this.isVersion30 = (textOf(document, "openapi") ?? "").startsWith("3.0");
  }

  /** The value with its `$ref` followed, and where that really stands; undefined where it leads nowhere. */
  follow(value: Json | undefined, pointer: Pointer): Located | undefined {
    if (value === undefined) return undefined;
    const ref = textOf(value, "$ref");
    if (ref === undefined) return { value, pointer };
    if (!this.#targets.has(ref)) this.#targets.set(ref, dereference(this.document, value, pointer));
    return this.#targets.get(ref);
  }

  /** As {@link follow}, for what must be an object. */
  followObject(value: Json | undefined, pointer: Pointer): Located | undefined {
    const found = this.follow(value, pointer);
    return found !== undefined && isObject(found.value) ? found : undefined;
  }
}
