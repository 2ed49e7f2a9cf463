// The text of a path, query, header or cookie as the JSON value that its schema speaks of. A text that is no such value
// stays a text, and validation then says what it should have been.
import type { Json, Schema } from "@specloom/api-model";
import { typesThroughReferences, type Schemas } from "../schema/schema-view.ts";

export type Coerce = (text: string) => Json;

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function createCoercion(schemas: Schemas, schema: Schema | undefined): Coerce {
  const types = typesThroughReferences(schemas, schema);
  const numeric = types.has("number") ? NUMBER : types.has("integer") ? INTEGER : undefined;
  const isObject = types.has("object");
  if (numeric === undefined && !types.has("boolean") && !types.has("null") && !isObject)
    return (text) => text;
  return (text) => {
    // OpenAPI has no style for an object within a list or another object; clients write such a one as JSON.
    if (isObject && text.startsWith("{")) return readObject(text);
    if (numeric?.test(text)) return Number(text);
    if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
    if (types.has("null") && !types.has("string") && (text === "null" || text === "")) return null;
    return text;
  };
}

function readObject(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
