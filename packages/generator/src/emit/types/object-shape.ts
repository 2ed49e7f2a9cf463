// An object type made of one schema or of a chain of `allOf`: which members it has, and from which schemas.
import type { SchemaID, SchemaObject } from "@specloom/api-model";

import { discriminatorValues } from "./discriminator.ts";
import type { Placed, PlacedObject, Printer } from "./printer.ts";
import {
  isNullable,
  isObject,
  propertiesOf,
  requiredOf,
  schemasIn,
  schemaUnder,
  textOf,
  writtenTypes,
} from "./schema-reading.ts";

export interface ObjectShape {
  readonly members: ReadonlyMap<string, Member>;
  /** Schemas of members that are not named; empty where none are declared. */
  readonly rest: readonly Placed[];
}

/** A member that several parts of an `allOf` describe keeps all their schemas. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly schemas: readonly Placed[];
  /** Values that a discriminator leaves to this member. */
  readonly only?: readonly string[];
}

interface Draft {
  readonly members: Map<string, { schemas: Placed[]; only?: readonly string[] }>;
  readonly required: Set<string>;
  readonly rest: Placed[];
  readonly seen: Set<SchemaID>;
}

/** The shape of a schema that describes one object type and nothing else; undefined for every other schema. */
export function objectShape(placed: Placed, printer: Printer): ObjectShape | undefined {
  const draft: Draft = { members: new Map(), required: new Set(), rest: [], seen: new Set() };
  if (!collect(placed, draft, { printer, owner: placed.pointer })) return undefined;
  const members = new Map<string, Member>();
  for (const [name, { schemas, only }] of draft.members) {
    members.set(name, { name, schemas, required: draft.required.has(name), ...(only && { only }) });
  }
  if (members.size === 0 && draft.rest.length === 0 && !isPlainObject(placed)) return undefined;
  reportUndeclared(placed, { draft, printer });
  return { members, rest: draft.rest };
}

function reportUndeclared({ pointer }: Placed, { draft, printer }: { draft: Draft; printer: Printer }): void {
  if (draft.rest.length > 0) return;
  const missing = [...draft.required].filter((name) => !draft.members.has(name));
  if (missing.length === 0) return;
  const effect = `${missing.join(", ")} must be there but has no schema, so the type leaves it out`;
  printer.lose(pointer, { keyword: "required", effect });
}

function isPlainObject({ schema }: Placed): boolean {
  return typeof schema !== "boolean" && writtenTypes(schema).includes("object");
}

function collect(placed: Placed, draft: Draft, context: { printer: Printer; owner: SchemaID }): boolean {
  const { printer } = context;
  const { schema, pointer } = placed;
  if (typeof schema === "boolean") return false;
  const id = textOf(schema, "$ref");
  if (id !== undefined) {
    if (!collectReference(id, { schema, pointer }, { draft, ...context })) return false;
    if (!hasTypingSiblings(schema)) return true;
    printer.differ("beside-reference");
  }
  if (!describesOneObject(schema)) return false;
  for (const property of propertiesOf(placed)) {
    const member = draft.members.get(property.name) ?? { schemas: [] };
    member.schemas.push({ schema: property.schema, pointer: property.pointer });
    draft.members.set(property.name, member);
  }
  for (const name of requiredOf(schema)) draft.required.add(name);
  if (schema["$defs"] !== undefined) printer.differ("definitions");
  if (undeclaredRequired(schema).length > 0) printer.differ("required-of-parts");
  const rest = schemaUnder(placed, "additionalProperties");
  // A type of TypeScript is never closed, so `additionalProperties: false` changes nothing.
  if (rest !== undefined && rest.schema !== false) draft.rest.push(rest);
  return schemasIn(placed, "allOf").every((part) => {
    if (isEmptyObject(part)) printer.differ("empty-part");
    // Of a part that stands there itself, openapi-typescript leaves the member out.
    if (isObject(part.schema) && part.schema["discriminator"] !== undefined) printer.differ("other-tag");
    return collect(part, draft, context);
  });
}

function isEmptyObject(placed: Placed): boolean {
  return (
    isPlainObject(placed) && propertiesOf(placed).length === 0 && schemasIn(placed, "allOf").length === 0
  );
}

function collectReference(
  id: SchemaID,
  { schema }: PlacedObject,
  { draft, printer, owner }: { draft: Draft; printer: Printer; owner: SchemaID },
): boolean {
  const target = printer.lookup(id);
  if (target === undefined || id === owner || !describesOneObject(schema)) return false;
  // Two parts may share one of their own.
  if (draft.seen.has(id)) return true;
  draft.seen.add(id);
  if (!collect({ schema: target, pointer: id }, draft, { printer, owner })) return false;
  printer.flatten(id);
  const found = discriminatorValues(target, { name: owner, named: printer.isNamed(owner) });
  const member = found === undefined ? undefined : draft.members.get(found.property);
  if (found !== undefined && member !== undefined) {
    member.only = found.values;
    // Of a part of a part, openapi-typescript leaves the member out.
    printer.differ(draft.seen.size > 1 ? "other-tag" : "discriminator");
  }
  return true;
}

const OTHER_KEYWORDS = [
  "const",
  "enum",
  "oneOf",
  "anyOf",
  "not",
  "if",
  "prefixItems",
  "items",
  "patternProperties",
];

function describesOneObject(schema: SchemaObject): boolean {
  if (OTHER_KEYWORDS.some((keyword) => schema[keyword] !== undefined) || isNullable(schema)) return false;
  const types = writtenTypes(schema);
  return types.length === 0 || (types.length === 1 && types[0] === "object");
}

/** What says nothing of a type, beside a reference to a type of object. */
const ANNOTATIONS = new Set([
  "$ref",
  "type",
  "description",
  "title",
  "deprecated",
  "default",
  "example",
  "examples",
  "summary",
]);

function hasTypingSiblings(schema: SchemaObject): boolean {
  return Object.keys(schema).some((keyword) => !ANNOTATIONS.has(keyword) && !keyword.startsWith("x-"));
}

/** The members of a shape that `properties` of the schema itself do not declare, but its `required` names. */
export function undeclaredRequired(schema: SchemaObject): readonly string[] {
  const declared = isObject(schema["properties"]) ? schema["properties"] : {};
  return requiredOf(schema).filter((name) => !Object.hasOwn(declared, name));
}
