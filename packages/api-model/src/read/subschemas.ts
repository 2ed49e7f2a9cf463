// Where schemas stand inside a schema (JSON Schema 2020-12, section 10, and what older drafts put elsewhere). Everything
// else (`default`, `enum`, `const`, `example`, extensions) is data, in which a `$ref` is an ordinary member.
import type { Json } from "../model.ts";
import { isObject, type JsonObject } from "../json.ts";

const ONE = new Set([
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const LIST = new Set(["allOf", "anyOf", "items", "oneOf", "prefixItems"]);
const MAP = new Set([
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
]);

/** A subschema and the segments that lead to it from its parent. */
export interface Subschema {
  readonly path: readonly (string | number)[];
  readonly schema: JsonObject;
}

/** The object schemas directly inside a schema; boolean ones hold nothing to look at. */
export function subschemasOf(schema: JsonObject): Subschema[] {
  const found: Subschema[] = [];
  const add = (value: Json, path: readonly (string | number)[]): void => {
    if (isObject(value)) found.push({ path, schema: value });
  };
  for (const [keyword, value] of Object.entries(schema)) {
    if (Array.isArray(value)) {
      if (LIST.has(keyword)) value.forEach((item: Json, index) => add(item, [keyword, index]));
    } else if (ONE.has(keyword)) {
      add(value, [keyword]);
    } else if (MAP.has(keyword) && isObject(value)) {
      for (const [name, item] of Object.entries(value)) add(item, [keyword, name]);
    }
  }
  return found;
}
