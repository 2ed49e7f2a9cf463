// References that lead elsewhere than to a component. openapi-typescript would make indexed types of them, which do not compile
// where anything on the way is optional or is a part without a name. For as long as it prints, the schemas that they lead to
// are components of their own, and what is printed of those become aliases; what else they lead to stands in their place.
import { resolvePointer, type Document } from "@specloom/api-model";

import { aliasDeclaration, findComponentSchemas } from "./component-schemas.ts";
import { printNodes } from "./print-nodes.ts";
import type { Declaration } from "./type-nodes.ts";

/** Begins the names of those components: a private character, which means nothing anywhere. */
const MARK = "\u{10FFFC}";
const SCHEMA =
  /^#\/(?:components\/schemas\/[^/]+\/.+|(?:paths|webhooks|components\/(?!schemas\/)\w+)\/.+\/schema(?:\/.*)?)$/;
/** What stands there is data, whatever a reference in an example says. */
const IN_DATA = /(?<!\/properties)\/(?:example|examples|default|enum|const)(?:\/|$)/;
const PART = /^#\/.+\/(?:parameters\/\d+|responses\/[^/]+|requestBody|headers\/[^/]+)$/;
const COMPONENT = /^#\/components\/\w+\/[^/]+$/;
const DEEP_IN_JSON = /"\$ref": ?"#\/(?!components\/\w+\/[^/"]+")/;
const LIFTED = new RegExp(`^${MARK}\\d+$`, "u");
/** As a reference to such a component is printed. */
const PRINTED = /components\["schemas"\]\["\\uDBFF\\uDFFC(\d+)"\]/g;

/** @param json a document */
export function hasDeepReferences(json: string): boolean {
  return DEEP_IN_JSON.test(json);
}

interface Reference {
  $ref?: string;
}

/** Makes components, in place, of the schemas that such references lead to. */
export function liftDeepReferences(document: Document): void {
  const users = findDeepReferences(document);
  const targets = [...users.keys()].map((reference) => resolvePointer(document, reference));
  const schemas: Record<string, unknown> = {};
  for (const [index, [reference, referring]] of [...users].entries()) {
    const target = targets[index];
    if (target === undefined) continue;
    const name = `${MARK}${index + 1}`;
    if (SCHEMA.test(reference)) schemas[name] = target;
    for (const value of referring) {
      if (SCHEMA.test(reference)) value.$ref = `#/components/schemas/${name}`;
      else replaceReference(value, target);
    }
  }
  const parts = document as { components?: { schemas?: Record<string, unknown> } };
  parts.components ??= {};
  parts.components.schemas = { ...parts.components.schemas, ...schemas };
}

/** Those that name the same place together. */
function findDeepReferences(document: Document): ReadonlyMap<string, readonly Reference[]> {
  const found = new Map<string, Reference[]>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const reference = deepReference(value);
    if (reference !== undefined) found.set(reference, [...(found.get(reference) ?? []), value]);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(document);
  return found;
}

function deepReference({ $ref: reference }: Reference): string | undefined {
  if (typeof reference !== "string" || COMPONENT.test(reference)) return undefined;
  const isUsable = !IN_DATA.test(reference) && (SCHEMA.test(reference) || PART.test(reference));
  return isUsable ? reference : undefined;
}

function replaceReference(value: Reference, target: unknown): void {
  delete value.$ref;
  Object.assign(value, target);
}

/** The text of all nodes, in which such components are aliases. */
export function lowerDeepReferences(nodes: readonly Declaration[]): string {
  const schemas = findComponentSchemas(nodes);
  const aliases = (schemas?.members ?? []).flatMap(({ name, type }) =>
    isLifted(name.text) ? [aliasDeclaration(aliasOf(name.text), type)] : [],
  );
  // A document without schemas has none that were lifted.
  const others = schemas?.replace(schemas.members.filter(({ name }) => !isLifted(name.text))) ?? nodes;
  return printNodes([...others, ...aliases]).replaceAll(PRINTED, (_printed, number: string) =>
    aliasOf(number),
  );
}

function isLifted(name: string): boolean {
  return LIFTED.test(name);
}

function aliasOf(name: string): string {
  return `DeepReference${name.replace(MARK, "")}`;
}
