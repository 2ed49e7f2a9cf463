import type { Json, Schema, SchemaObject } from "@specloom/api-model";

import { comment, type Comment } from "../../print/comment.ts";
import { textOf } from "./schema-reading.ts";

/** What a reader of a type wants to know of its schema: the description, the bounds that a type cannot say, the default. */
export function schemaComment(schema: Schema): Comment {
  if (typeof schema === "boolean") return { paragraphs: [] };
  const bounds = boundSentences(schema);
  return {
    paragraphs: [
      textOf(schema, "description") ?? textOf(schema, "title"),
      bounds.length === 0 ? undefined : `${bounds.join(". ")}.`,
    ],
    tags: [
      ...(schema["default"] === undefined
        ? []
        : [{ name: "default" as const, text: JSON.stringify(schema["default"]) }]),
      ...(schema["deprecated"] === true ? [{ name: "deprecated" as const }] : []),
    ],
  };
}

/** The comment of a schema, printed. Of many schemas, most say nothing, or one thing that others say as well. */
export function schemaCommentText(schema: Schema): string {
  if (typeof schema === "boolean") return "";
  const said = Object.keys(schema).filter((keyword) => SAID.has(keyword));
  const [keyword] = said;
  if (keyword === undefined) return "";
  const value = schema[keyword];
  if (said.length > 1 || typeof value !== "string") return comment(schemaComment(schema));
  const key = `${keyword} ${value}`;
  const text = texts.get(key) ?? comment(schemaComment(schema));
  if (texts.size > MOST_TEXTS) texts.clear();
  texts.set(key, text);
  return text;
}

/** Every keyword that {@link schemaComment} reads. */
const SAID: ReadonlySet<string> = new Set([
  "description",
  "title",
  "format",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "deprecated",
]);

const texts = new Map<string, string>();
const MOST_TEXTS = 10_000;

function boundSentences(schema: SchemaObject): string[] {
  const format = textOf(schema, "format");
  const pattern = textOf(schema, "pattern");
  return [
    format === undefined ? undefined : `Format \`${format}\``,
    range("Length", schema["minLength"], schema["maxLength"]),
    pattern === undefined ? undefined : `Pattern \`${pattern}\``,
    valueRange(schema),
    schema["multipleOf"] === undefined ? undefined : `Multiple of ${JSON.stringify(schema["multipleOf"])}`,
    range("Items", schema["minItems"], schema["maxItems"]),
    schema["uniqueItems"] === true ? "No item twice" : undefined,
    range("Members", schema["minProperties"], schema["maxProperties"]),
  ].filter((sentence) => sentence !== undefined);
}

function range(what: string, from: Json | undefined, to: Json | undefined): string | undefined {
  if (typeof from === "number" && typeof to === "number") return `${what} ${from} to ${to}`;
  if (typeof from === "number") return `${what} at least ${from}`;
  return typeof to === "number" ? `${what} at most ${to}` : undefined;
}

/** In OpenAPI 3.0 the exclusive bounds are flags of the others, in 3.1 they are numbers of their own. */
function valueRange(schema: SchemaObject): string | undefined {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const parts = [
    typeof above === "number" ? `above ${above}` : bound(minimum, above === true ? "above" : "at least"),
    typeof below === "number" ? `below ${below}` : bound(maximum, below === true ? "below" : "at most"),
  ].filter((part) => part !== undefined);
  const closed = range("Value", minimum, maximum);
  if (closed !== undefined && above === undefined && below === undefined) return closed;
  return parts.length === 0 ? undefined : `Value ${parts.join(", ")}`;
}

function bound(value: Json | undefined, word: string): string | undefined {
  return typeof value === "number" ? `${word} ${value}` : undefined;
}
