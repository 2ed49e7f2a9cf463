// A schema of the document as Ajv checks an answer by it: what asserts something stays as written, what only describes is
// left out of the published file, and what OpenAPI 3.0 writes differently is put into the words of JSON Schema 2020-12.
import type { ApiModel, Json, Schema, SchemaID, SchemaObject } from "@specloom/api-model";

import { isObject, isSchema, requiredOf, textOf } from "../types/schema-reading.ts";

const ASSERTIONS = new Set(
  (
    "type enum const multipleOf maximum minimum maxLength minLength maxItems minItems uniqueItems maxContains " +
    "minContains maxProperties minProperties dependentRequired format"
  ).split(" "),
);
const MAPS = new Set(["properties", "dependentSchemas"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const SINGLES = new Set(
  "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);

export interface SchemaContext {
  readonly model: ApiModel;
  /** What a `$ref` is called where the schema is compiled. */
  readonly rename: (id: SchemaID) => string;
}

/** The schema without what does not bind an answer. */
export function validationSchema(schema: Schema, context: SchemaContext): Schema {
  if (typeof schema === "boolean") return schema;
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, Json][] => {
    const kept = keywordOf(schema, { keyword, value }, context);
    return kept === undefined ? [] : [[keyword, kept]];
  });
  const own = Object.fromEntries(entries);
  return schema["nullable"] === true ? { anyOf: [{ type: "null" }, own] } : own;
}

interface Keyword {
  readonly keyword: string;
  readonly value: Json;
}

function keywordOf(
  schema: SchemaObject,
  { keyword, value }: Keyword,
  context: SchemaContext,
): Json | undefined {
  const inner = (given: Json): Json => (isSchema(given) ? validationSchema(given, context) : given);
  if (keyword === "$ref") return typeof value === "string" ? context.rename(value) : undefined;
  if (keyword === "required") return owedMembers(schema, context.model);
  if (keyword === "pattern") return isUsablePattern(value) ? value : undefined;
  if (keyword === "type") return knownTypes(value);
  if (keyword === "exclusiveMinimum") return exclusiveBound(value, schema["minimum"]);
  if (keyword === "exclusiveMaximum") return exclusiveBound(value, schema["maximum"]);
  // Which members are others cannot be told where a pattern is not read.
  if (keyword === "additionalProperties" && !patternsOf(schema).every(isUsablePattern)) return undefined;
  if (keyword === "patternProperties" && isObject(value)) return membersByPattern(value, inner);
  if (MAPS.has(keyword) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inner(member)]));
  if (LISTS.has(keyword) && Array.isArray(value)) return value.map((part: Json) => inner(part));
  if (SINGLES.has(keyword)) return inner(value);
  return ASSERTIONS.has(keyword) ? value : undefined;
}

const TYPES = new Set("array boolean integer null number object string".split(" "));

/** Without names that are no types, such as `date`: they say nothing of which values are allowed. */
function knownTypes(value: Json): Json | undefined {
  if (!Array.isArray(value)) return typeof value === "string" && TYPES.has(value) ? value : undefined;
  const known = value.filter((name: Json) => typeof name === "string" && TYPES.has(name));
  return known.length === 0 ? undefined : known;
}

function patternsOf({ patternProperties }: SchemaObject): readonly string[] {
  return isObject(patternProperties) ? Object.keys(patternProperties) : [];
}

function membersByPattern(members: SchemaObject, inner: (given: Json) => Json): Json {
  const usable = Object.entries(members).filter(([pattern]) => isUsablePattern(pattern));
  return Object.fromEntries(usable.map(([pattern, member]) => [pattern, inner(member)]));
}

/** A member that is only written is not owed in an answer. */
function owedMembers(schema: SchemaObject, model: ApiModel): Json {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return requiredOf(schema).filter((name) => {
    const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const target = isObject(member) ? model.schemas[textOf(member, "$ref") ?? ""] : undefined;
    return ![member, target].some((one) => isObject(one) && one["writeOnly"] === true);
  });
}

/** A pattern that the engine does not read is advice to people. Some, too long ones among them, fail only when used. */
function isUsablePattern(value: Json): boolean {
  try {
    if (typeof value !== "string") return false;
    new RegExp(value, "u").test("");
    return true;
  } catch {
    return false;
  }
}

/** OpenAPI 3.0 has a boolean beside the bound; 2020-12 has the bound itself. */
function exclusiveBound(value: Json, bound: Json | undefined): Json | undefined {
  return value === true ? bound : typeof value === "number" ? value : undefined;
}
