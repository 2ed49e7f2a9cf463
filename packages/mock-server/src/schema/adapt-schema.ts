// A schema as the document has it, made ready for Ajv: references renamed, what binds only the other direction taken away,
// and what an OpenAPI 3.0 document writes differently put into 2020-12's words.
import type { Json, Schema, SchemaObject } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";
import { isSchema, resolveSchema, type Schemas } from "./schema-view.ts";

/** `request`: a read-only member is not owed; `response`: a write-only one is not. */
export type Direction = "request" | "response";

export interface Adaptation {
  readonly schemas: Schemas;
  readonly direction: Direction;
  /** Name under which Ajv knows the schema of a `$ref`. */
  readonly rename: (reference: string) => string;
}

const MAPS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const SINGLES = new Set([
  "items",
  "additionalProperties",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
/**
 * They would change what a `$ref` means, and every reference of the model is a pointer already. Ajv looks for those in what
 * examples only show, too.
 */
const DROPPED = new Set(
  (
    "$id $schema id example examples discriminator xml " +
    "$dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $vocabulary"
  ).split(" "),
);

export function adaptSchema(schema: Schema, adaptation: Adaptation): Schema {
  if (typeof schema === "boolean") return schema;
  const adapted = Object.entries(schema).flatMap(([keyword, value]) =>
    adaptKeyword(schema, [keyword, value], adaptation),
  );
  const own = Object.fromEntries(adapted);
  return schema["nullable"] === true && isComposed(schema) ? { anyOf: [own, { type: "null" }] } : own;
}

/** Keywords that refuse null whatever stands beside them. */
function isComposed(schema: SchemaObject): boolean {
  return ["allOf", "oneOf", "anyOf", "$ref", "const", "not"].some((keyword) =>
    Object.hasOwn(schema, keyword),
  );
}

function adaptKeyword(
  schema: SchemaObject,
  [keyword, value]: readonly [string, Json],
  adaptation: Adaptation,
): readonly (readonly [string, Json])[] {
  if (DROPPED.has(keyword) || keyword.startsWith("x-")) return [];
  if (keyword === "$ref" && typeof value === "string") return [[keyword, adaptation.rename(value)]];
  if (keyword === "required") return [[keyword, owedMembers(schema, value, adaptation)]];
  if (keyword === "pattern") return isUsablePattern(value) ? [[keyword, value]] : [];
  if (keyword === "exclusiveMinimum" || keyword === "exclusiveMaximum")
    return exclusiveBound(schema, keyword, value);
  if (keyword === "nullable") return [];
  // Which members are others cannot be told where a name is not read.
  if (keyword === "additionalProperties" && !areNamesUsable(schema)) return [];
  if (keyword === "type") return typeKeyword(value, schema["nullable"] === true);
  if (keyword === "enum" && schema["nullable"] === true && Array.isArray(value))
    return [[keyword, [...value, null]]];
  if (MAPS.has(keyword) && isJsonObject(value)) {
    return [
      [
        keyword,
        Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => isUsableName(keyword, name))
            .map(([name, inner]) => [name, adaptInner(inner, adaptation)]),
        ),
      ],
    ];
  }
  if (LISTS.has(keyword) && Array.isArray(value))
    return [[keyword, value.map((inner) => adaptInner(inner, adaptation))]];
  return [[keyword, SINGLES.has(keyword) ? adaptInner(value, adaptation) : value]];
}

const TYPES = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** A name that is no type, such as `date`, says nothing of which values are allowed. */
function typeKeyword(value: Json, isNullable: boolean): readonly (readonly [string, Json])[] {
  const known = [value].flat().filter((name: Json) => typeof name === "string" && TYPES.has(name));
  if (known.length === 0) return [];
  return [["type", isNullable ? [...new Set([...known, "null"])] : known]];
}

function adaptInner(value: Json, adaptation: Adaptation): Json {
  return isSchema(value) ? adaptSchema(value, adaptation) : value;
}

function owedMembers(schema: SchemaObject, required: Json, { schemas, direction }: Adaptation): Json {
  if (!Array.isArray(required)) return required;
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const exempt = direction === "request" ? "readOnly" : "writeOnly";
  return required.filter((name) => {
    const member = typeof name === "string" && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return !isSchema(member) || resolveSchema(schemas, member)[exempt] !== true;
  });
}

/** Ajv writes names into URIs, in which half a character has no place. */
function isUsableName(keyword: string, name: string): boolean {
  return !/\p{Cs}/u.test(name) && (keyword !== "patternProperties" || isUsablePattern(name));
}

function areNamesUsable(schema: SchemaObject): boolean {
  return ["properties", "patternProperties"].every((keyword) => {
    const members = schema[keyword];
    return !isJsonObject(members) || Object.keys(members).every((name) => isUsableName(keyword, name));
  });
}

/** A pattern that no engine accepts is advice to people: judged by nobody. */
function isUsablePattern(value: Json): boolean {
  try {
    return typeof value === "string" && new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** OpenAPI 3.0 has a boolean beside `minimum`; 2020-12 has the bound itself. */
function exclusiveBound(
  schema: SchemaObject,
  keyword: string,
  value: Json,
): readonly (readonly [string, Json])[] {
  if (typeof value === "number") return [[keyword, value]];
  const bound = schema[keyword === "exclusiveMinimum" ? "minimum" : "maximum"];
  return value === true && typeof bound === "number" ? [[keyword, bound]] : [];
}
