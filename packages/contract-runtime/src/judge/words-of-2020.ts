// What OpenAPI 3.0 writes otherwise than JSON Schema 2020-12, in the words of the latter; and what no reader of documents
// follows, taken away.
import type { Json } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";

type SchemaParts = { [keyword: string]: unknown };

/** They would change what a `$ref` means, and every reference of the model is a pointer already. */
const UNFOLLOWED = [
  "$id",
  "$schema",
  "$dynamicRef",
  "$dynamicAnchor",
  "$recursiveRef",
  "$recursiveAnchor",
  "$vocabulary",
];

/**
 * Changes the copy of a schema in place.
 * @returns true where the schema allows null beside what it says, and no keyword of its own can say so
 */
export function useWordsOf2020(schema: SchemaParts): boolean {
  for (const keyword of UNFOLLOWED)
    if (typeof schema[keyword] !== "object") Reflect.deleteProperty(schema, keyword);
  if (!isUsablePattern(schema["pattern"])) Reflect.deleteProperty(schema, "pattern");
  dropUnusablePatterns(schema);
  for (const [exclusive, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof schema[exclusive] !== "boolean") continue;
    if (schema[exclusive] && typeof schema[bound] === "number") schema[exclusive] = schema[bound];
    else Reflect.deleteProperty(schema, exclusive);
  }
  return schema["nullable"] === true && !allowNull(schema);
}

/** False where only something around the schema can allow it. */
function allowNull(schema: SchemaParts): boolean {
  Reflect.deleteProperty(schema, "nullable");
  const { type } = schema;
  if (typeof type === "string" || Array.isArray(type)) schema["type"] = [...new Set([type, "null"].flat())];
  if (Array.isArray(schema["enum"]))
    schema["enum"] = [...new Set<Json>([...(schema["enum"] as Json[]), null])];
  const around = ["allOf", "oneOf", "anyOf", "$ref", "const", "not"];
  return !around.some((keyword) => Object.hasOwn(schema, keyword));
}

/** Which members are others cannot be told where a pattern of names is not read. */
function dropUnusablePatterns(schema: SchemaParts): void {
  const members = schema["patternProperties"] as Json | undefined;
  if (!isObject(members)) return;
  const unusable = Object.keys(members).filter((pattern) => !isUsablePattern(pattern));
  for (const pattern of unusable) Reflect.deleteProperty(members, pattern);
  if (unusable.length > 0) Reflect.deleteProperty(schema, "additionalProperties");
}

/** A pattern that no engine accepts is advice to people: it takes itself out, not the schema around it. */
function isUsablePattern(value: unknown): boolean {
  try {
    return typeof value !== "string" || new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
