import { joinPointer, type Json, type Schema, type SchemaObject } from "@specloom/api-model";

import type { Placed, Printer } from "./printer.ts";

export function isObject(value: Json | undefined): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSchema(value: Json | undefined): value is Schema {
  return typeof value === "boolean" || isObject(value);
}

/** The text under a keyword, if it is text. */
export function textOf(schema: Schema, keyword: string): string | undefined {
  const value = typeof schema === "boolean" ? undefined : schema[keyword];
  return typeof value === "string" ? value : undefined;
}

/** The schemas in an array under a keyword: `oneOf`, `prefixItems`. */
export function schemasIn({ schema, pointer }: Placed, keyword: string): readonly Placed[] {
  const list = typeof schema === "boolean" ? undefined : schema[keyword];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Json, index) =>
    isSchema(item) ? [{ schema: item, pointer: joinPointer(pointer, keyword, index) }] : [],
  );
}

/** The schema under a keyword: `items`, `additionalProperties`. */
export function schemaUnder({ schema, pointer }: Placed, keyword: string): Placed | undefined {
  const value = typeof schema === "boolean" ? undefined : schema[keyword];
  return isSchema(value) ? { schema: value, pointer: joinPointer(pointer, keyword) } : undefined;
}

/** The schemas under `properties`, in order. */
export function propertiesOf({ schema, pointer }: Placed): readonly (Placed & { readonly name: string })[] {
  const properties = typeof schema === "boolean" ? undefined : schema["properties"];
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, value]) =>
    isSchema(value) ? [{ name, schema: value, pointer: joinPointer(pointer, "properties", name) }] : [],
  );
}

/** The names under `required`. */
export function requiredOf(schema: Schema): readonly string[] {
  const required = typeof schema === "boolean" ? undefined : schema["required"];
  return Array.isArray(required)
    ? required.filter((name: Json): name is string => typeof name === "string")
    : [];
}

/** `type` as a list; what goes without saying is said: `properties` make an object, `items` an array. */
export function writtenTypes(schema: SchemaObject): readonly string[] {
  const type = schema["type"];
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.filter((name: Json): name is string => typeof name === "string");
  if (isObject(schema["properties"]) || isSchema(schema["additionalProperties"])) return ["object"];
  if (isObject(schema["patternProperties"])) return ["object"];
  if (isSchema(schema["items"]) || Array.isArray(schema["prefixItems"])) return ["array"];
  return [];
}

/** OpenAPI 3.0's `nullable`. */
export function isNullable(schema: SchemaObject): boolean {
  return schema["nullable"] === true;
}

/** Follows `$ref` to the schema that says something, for as long as that is all there is. */
export function resolve(placed: Placed, printer: Pick<Printer, "lookup">): Placed {
  let current = placed;
  for (const seen = new Set<string>(); ;) {
    const id = textOf(current.schema, "$ref");
    const target = id === undefined || seen.has(id) ? undefined : printer.lookup(id);
    if (id === undefined || target === undefined) return current;
    seen.add(id);
    current = { schema: target, pointer: id };
  }
}
