// What a media type is in code: which value a body is, and how it is written and read.
import { bareMediaType, isJsonMediaType, membersOf, typesOf } from "@specloom/api-model";
import type { Content, Document, SchemaID } from "@specloom/api-model";

/**
 * `json`: a parsed value; `form`, `multipart`: named fields; `text`: a string; `bytes`: a `Blob`; `events`, `lines`: an
 * async iterable of items.
 */
export type MediaKind = "json" | "form" | "multipart" | "text" | "bytes" | "events" | "lines";

const LINES = new Set([
  "application/jsonl",
  "application/json-lines",
  "application/jsonlines",
  "application/x-jsonl",
  "application/x-jsonlines",
  "application/ndjson",
  "application/x-ndjson",
  "application/json-seq",
  "application/geo+json-seq",
]);

export function mediaKind(mediaType: string): MediaKind {
  const bare = bareMediaType(mediaType);
  if (isJsonMediaType(bare) || bare === "*/*") return "json";
  if (bare === "application/x-www-form-urlencoded") return "form";
  if (bare === "multipart/form-data") return "multipart";
  if (bare === "text/event-stream") return "events";
  if (LINES.has(bare)) return "lines";
  return /^text\/|[/+](xml|yaml|x-yaml|csv)$/.test(bare) ? "text" : "bytes";
}

/**
 * What an answer of events gives one by one. `data`: the JSON under their `data`, which is what the schema describes
 * (OpenAPI 3.1); `described`: events as the schema describes them (3.2); `plain`: events of which it says no more than text.
 */
export function eventKind(content: Content, document: Document): "data" | "described" | "plain" {
  const id = valueSchema(content);
  if (id === undefined) return "plain";
  if (membersOf(document, id).some(({ name }) => name === "data" || name === "event")) return "described";
  const types = [...typesOf(document, id)];
  return types.length > 0 && types.every((type) => type === "string") ? "plain" : "data";
}

/** The schema of the value that a call resolves to, or of each item where that is a stream. */
export function valueSchema({ itemSchema, schema }: Content): SchemaID | undefined {
  return schema ?? itemSchema;
}

/** True where an answer is handed over as a text, bytes or events although its schema describes something else. */
export function isHandedOver(content: Content, document: Document): boolean {
  const kind = mediaKind(content.mediaType);
  if (kind === "events") return eventKind(content, document) === "plain";
  return kind === "bytes" || (kind === "text" && isStructured(content.schema, document));
}

/** True where a body is given as a text or bytes although its schema describes something else. */
export function isGivenAsBytes({ mediaType, schema }: Content, document: Document): boolean {
  const kind = mediaKind(mediaType);
  if (kind === "text") return isStructured(schema, document);
  return kind === "bytes" || kind === "events" || kind === "lines";
}

/** True where a schema describes a structure, which a text or bytes do not show. */
export function isStructured(id: SchemaID | undefined, document: Document): boolean {
  return id !== undefined && ["object", "array"].some((type) => typesOf(document, id).has(type));
}
