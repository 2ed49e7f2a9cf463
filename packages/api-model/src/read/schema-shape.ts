// Looks into schemas as far as names, pagination and lifecycles need: the members of what is one object, the items of an
// array, a place inside a value. It follows `$ref` and `allOf`; what depends on `oneOf` or `anyOf` has no one shape.
import type { Document } from "../document.ts";
import type { Pointer, SchemaID, ValuePointer } from "../model.ts";
import { entriesOf, isObject, itemsOf, memberOf, textOf, type JsonObject } from "../json.ts";
import { joinPointer, locateWritten, pointerOfRef, pointerSegments, type Located } from "../pointer.ts";

/** Depth to which `allOf` and `$ref` are followed; a schema deeper than that is not looked into. */
const DEEPEST = 20;

/** A member of an object schema. */
export interface SchemaMember extends Located {
  readonly name: string;
  readonly required: boolean;
}

/** The parts of a schema that all hold for one value: the schema, what its `$ref` names, and each of its `allOf`. */
export function schemaParts(document: Document, id: SchemaID): SchemaPart[] {
  return collectParts(document, locateWritten(document, id), DEEPEST);
}

/** One of the schemas that hold together for a value. */
export interface SchemaPart {
  readonly value: JsonObject;
  readonly pointer: Pointer;
}

function collectParts(document: Document, located: Located | undefined, depth: number): SchemaPart[] {
  if (located === undefined || depth === 0 || !isObject(located.value)) return [];
  const { value, pointer } = located;
  const target = pointerOfRef(textOf(value, "$ref") ?? "");
  const referred =
    target === undefined ? [] : collectParts(document, locateWritten(document, target), depth - 1);
  const combined = itemsOf(memberOf(value, "allOf")).flatMap((item, index) =>
    collectParts(document, { value: item, pointer: joinPointer(pointer, "allOf", index) }, depth - 1),
  );
  return [{ value, pointer }, ...referred, ...combined];
}

/** Members of the object that a schema describes, each once; none where it describes no object. */
export function membersOf(document: Document, id: SchemaID): SchemaMember[] {
  const parts = schemaParts(document, id);
  const required = new Set(parts.flatMap(({ value }) => itemsOf(memberOf(value, "required"))));
  const members = new Map<string, SchemaMember>();
  for (const { value, pointer } of parts) {
    for (const [name, schema] of entriesOf(memberOf(value, "properties"))) {
      const at = joinPointer(pointer, "properties", name);
      if (!members.has(name))
        members.set(name, { name, value: schema, pointer: at, required: required.has(name) });
    }
  }
  return [...members.values()];
}

/** The types that a schema names; none where it names none. A 3.0 `nullable` counts as `null`. */
export function typesOf(document: Document, id: SchemaID): Set<string> {
  const types = new Set<string>();
  for (const { value } of schemaParts(document, id)) {
    const type = memberOf(value, "type");
    for (const name of typeof type === "string" ? [type] : itemsOf(type))
      if (typeof name === "string") types.add(name);
    if (memberOf(value, "nullable") === true) types.add("null");
  }
  return types;
}

/** True where a schema describes arrays and nothing else but null. */
export function isArraySchema(document: Document, id: SchemaID): boolean {
  const types = typesOf(document, id);
  types.delete("null");
  return types.size === 0
    ? itemsSchemaOf(document, id) !== undefined
    : types.size === 1 && types.has("array");
}

/** Id of the schema of an array's items; undefined where it has none. */
export function itemsSchemaOf(document: Document, id: SchemaID): SchemaID | undefined {
  for (const { value, pointer } of schemaParts(document, id)) {
    if (isObject(memberOf(value, "items"))) return targetOf(document, joinPointer(pointer, "items"));
  }
  return undefined;
}

/** Id of the schema at a place inside the value; undefined where the schema says nothing of it. */
export function schemaAt(document: Document, id: SchemaID, place: ValuePointer): SchemaID | undefined {
  let current: SchemaID | undefined = id;
  for (const segment of pointerSegments(place)) {
    if (current === undefined) return undefined;
    const found: SchemaMember | undefined = membersOf(document, current).find(
      (member) => member.name === segment,
    );
    current = found && targetOf(document, found.pointer);
  }
  return current;
}

/** Where a lone `$ref` leads; the place itself where there is none. */
function targetOf(document: Document, id: SchemaID): SchemaID {
  const written = locateWritten(document, id);
  const target = pointerOfRef(textOf(written?.value, "$ref") ?? "");
  if (written === undefined || target === undefined || Object.keys(written.value ?? {}).length !== 1)
    return written?.pointer ?? id;
  return locateWritten(document, target)?.pointer ?? id;
}
