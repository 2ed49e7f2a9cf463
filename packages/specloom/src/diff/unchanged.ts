// Which parts of two documents are the same, so that only what changed is taken apart.
import { entriesOf, isList, isObject, memberOf, textOf, type Document, type Json } from "@specloom/api-model";

import { addUsers } from "./add-users.ts";
import type { DocumentView } from "./document-view.ts";
import { sameJson } from "./same-json.ts";

/** Says whether two values are the same, everything that they refer to included. */
export class Unchanged {
  readonly #changed: ReadonlySet<string>;
  readonly #known = new WeakMap<object, { readonly other: object; readonly isSame: boolean }>();
  readonly #isComparable: boolean;

  constructor(base: DocumentView, revision: DocumentView) {
    // One text means different things in 3.0 and in 3.1.
    this.#isComparable = base.isVersion30 === revision.isVersion30;
    this.#changed = this.#isComparable ? findChanged(base.document, revision.document) : new Set();
  }

  isSame(base: Json | undefined, revision: Json | undefined): boolean {
    if (!this.#isComparable) return false;
    if (typeof base !== "object" || base === null || typeof revision !== "object" || revision === null) {
      return base === revision;
    }
    const known = this.#known.get(base);
    if (known?.other === revision) return known.isSame;
    const isSame = sameJson(base, revision) && !listReferences(base).some((ref) => this.#changed.has(ref));
    this.#known.set(base, { other: revision, isSame });
    return isSame;
  }
}

/** References to components that differ, or that refer to one that does. */
function findChanged(base: Document, revision: Document): Set<string> {
  const changed = new Set<string>();
  const users = new Map<string, string[]>();
  for (const [section, components] of entriesOf(memberOf(base, "components"))) {
    for (const [name, component] of entriesOf(components)) {
      const ref = `#/components/${section}/${escapeName(name)}`;
      const other = memberOf(memberOf(memberOf(revision, "components"), section), name);
      if (!sameJson(component, other)) changed.add(ref);
      for (const used of listReferences(component)) users.set(used, [...(users.get(used) ?? []), ref]);
    }
  }
  // What leads anywhere but to a component, or to one that is not there, is not followed here.
  for (const used of users.keys()) {
    if (!isComponent(base, used)) changed.add(used);
  }
  addUsers(changed, users);
  return changed;
}

function isComponent(document: Document, ref: string): boolean {
  const [, section = "", name = ""] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(ref) ?? [];
  const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
  return memberOf(memberOf(memberOf(document, "components"), section), plain) !== undefined;
}

function escapeName(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function listReferences(value: Json): string[] {
  const found: string[] = [];
  const visit = (inner: Json): void => {
    if (isList(inner)) inner.forEach(visit);
    else if (isObject(inner)) {
      const ref = textOf(inner, "$ref");
      if (ref !== undefined) found.push(ref);
      for (const name of Object.keys(inner)) visit(inner[name] ?? null);
    }
  };
  visit(value);
  return found;
}
