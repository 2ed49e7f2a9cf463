// Reads what a schema says about its value, through `$ref` and `allOf`. Judging values is Ajv's work alone.
import type { Json, Schema, SchemaID, SchemaObject } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";

export type Schemas = { readonly [id: SchemaID]: Schema };

/** One member of an object schema. */
export interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

const MAXIMUM_DEPTH = 24;

export function isSchema(value: Json | undefined): value is Schema {
  return typeof value === "boolean" || isJsonObject(value);
}

export function subschemas(value: Json | undefined): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** The schema itself, `$ref`s followed; keywords beside a `$ref` win over the target's. A boolean schema is `{}`. */
export function resolveSchema(schemas: Schemas, schema: Schema | undefined, depth = 0): SchemaObject {
  if (typeof schema !== "object") return {};
  const { $ref: reference, ...beside }: SchemaObject = schema;
  if (typeof reference !== "string") return schema;
  if (depth > MAXIMUM_DEPTH) return beside;
  const target = resolveSchema(schemas, schemas[reference], depth + 1);
  return Object.keys(beside).length === 0 ? target : { ...target, ...beside };
}

/** `allOf` folded into one schema: members and `required` joined, other keywords taken from whoever has them first. */
export function foldSchema(schemas: Schemas, schema: Schema | undefined): SchemaObject {
  return remember(folded, { schemas, schema }, () => foldAt(schemas, schema, 0));
}

type Memory<Result> = WeakMap<Schemas, WeakMap<SchemaObject, Result>>;

const folded: Memory<SchemaObject> = new WeakMap();
const named: Memory<ReadonlyMap<string, Member>> = new WeakMap();

/** Schemas never change, and every call asks the same of them. */
function remember<Result>(
  memory: Memory<Result>,
  { schemas, schema }: { readonly schemas: Schemas; readonly schema: Schema | undefined },
  make: () => Result,
): Result {
  if (typeof schema !== "object") return make();
  const known = memory.get(schemas) ?? new WeakMap<SchemaObject, Result>();
  memory.set(schemas, known);
  const result = known.get(schema) ?? make();
  known.set(schema, result);
  return result;
}

function foldAt(schemas: Schemas, schema: Schema | undefined, depth: number): SchemaObject {
  const own = resolveSchema(schemas, schema);
  const parts = subschemas(own["allOf"]);
  if (parts.length === 0 || depth > MAXIMUM_DEPTH) return own;
  const { allOf: _folded, ...rest } = own;
  return parts.map((part) => foldAt(schemas, part, depth + 1)).reduce(joinSchemas, rest);
}

/** Both schemas at once, as well as one schema can say it. */
export function joinSchemas(first: SchemaObject, second: SchemaObject): SchemaObject {
  const properties = joinMaps(second["properties"], first["properties"]);
  const required = [...texts(first["required"]), ...texts(second["required"])];
  return {
    ...second,
    ...first,
    ...(properties === undefined ? {} : { properties }),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
  };
}

function joinMaps(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (!isJsonObject(first)) return second;
  return isJsonObject(second) ? { ...first, ...second } : first;
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Members that a schema names, its alternatives' too; a member of an alternative is not required. */
export function membersOf(schemas: Schemas, schema: Schema | undefined): ReadonlyMap<string, Member> {
  return remember(named, { schemas, schema }, () => {
    const members = new Map<string, Member>();
    collectMembers(foldSchema(schemas, schema), { schemas, members, depth: 0, required: true });
    return members;
  });
}

interface Collection {
  readonly schemas: Schemas;
  readonly members: Map<string, Member>;
  readonly depth: number;
  readonly required: boolean;
}

function collectMembers(schema: SchemaObject, into: Collection): void {
  const required = into.required ? texts(schema["required"]) : [];
  const properties = schema["properties"];
  for (const [name, member] of Object.entries(isJsonObject(properties) ? properties : {})) {
    if (isSchema(member) && !into.members.has(name)) {
      into.members.set(name, { name, schema: member, required: required.includes(name) });
    }
  }
  if (into.depth > 4) return;
  for (const alternative of [...subschemas(schema["oneOf"]), ...subschemas(schema["anyOf"])]) {
    collectMembers(foldSchema(into.schemas, alternative), {
      ...into,
      depth: into.depth + 1,
      required: false,
    });
  }
}

/** JSON types that the schema lets through; empty where it does not say. */
export function typesThroughReferences(
  schemas: Schemas,
  schema: Schema | undefined,
  depth = 0,
): ReadonlySet<string> {
  const own = foldSchema(schemas, schema);
  const types = new Set<string>(typeof own["type"] === "string" ? [own["type"]] : texts(own["type"]));
  if (own["nullable"] === true) types.add("null");
  if (types.size === 0 && depth < 4) {
    const values = Array.isArray(own["enum"])
      ? own["enum"]
      : own["const"] === undefined
        ? []
        : [own["const"]];
    for (const value of values) types.add(typeOfValue(value));
    for (const alternative of [...subschemas(own["oneOf"]), ...subschemas(own["anyOf"])]) {
      for (const type of typesThroughReferences(schemas, alternative, depth + 1)) types.add(type);
    }
  }
  return types;
}

function typeOfValue(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

export function allowsNull(schemas: Schemas, schema: Schema | undefined): boolean {
  return typesThroughReferences(schemas, schema).has("null");
}

/** True where members beside the named ones belong to the value: a map, or a schema that names none. */
export function keepsUnknownMembers(schemas: Schemas, schema: Schema | undefined): boolean {
  const additional = foldSchema(schemas, schema)["additionalProperties"];
  return additional === true || isJsonObject(additional) || membersOf(schemas, schema).size === 0;
}

/** The example that the schema itself carries. */
export function exampleOf(schema: SchemaObject): Json | undefined {
  const examples = schema["examples"];
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : schema["example"];
}
