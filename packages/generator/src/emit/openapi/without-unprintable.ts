// Two things that OpenAPI allows and openapi-typescript stops at: an extension that is no object, where it expects a response
// or its like, and an `enum` beside `type: object`, whose values it takes for schemas. Neither is ever printed.
import { isObject, type Document, type Json } from "@specloom/api-model";

/** What stands there is data. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

/** A copy of a document without them. */
export function withoutUnprintable(document: Document): Document {
  return copyOf(document) as Document;
}

function copyOf(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => copyOf(item));
  if (!isObject(value)) return value;
  const isEnumOfObjects = value["type"] === "object" && Array.isArray(value["enum"]);
  const kept = Object.entries(value).filter(
    ([name, inner]) => !(name.startsWith("x-") && !isObject(inner)) && !(isEnumOfObjects && name === "type"),
  );
  return Object.fromEntries(kept.map(([name, inner]) => [name, DATA.has(name) ? inner : copyOf(inner)]));
}
