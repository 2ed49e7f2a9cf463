// How a body that is not JSON is written, and an answer that is not JSON is read: functions of the runtime that only a client
// carries whose document needs them.
import type { Content, Document, FieldEncoding, Json, Operation } from "@specloom/api-model";

import { stringLiteral } from "../../print/string-literal.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { eventKind, mediaKind } from "../media-kind.ts";
import { answeredContent, sentContent } from "../operation-schemas.ts";
import { RUNTIME } from "./client-context.ts";

/** Entry of the runtime for bodies that are not JSON. */
export const MEDIA: string = `${RUNTIME}/media`;

/** The members `writeBody` and `readAnswer` of an operation's data, where it has them. */
export function mediaCalls(operation: Operation, document: Document, source: SourceFile): string[] {
  const sent = operation.call.body === "none" ? undefined : sentContent(operation);
  const answered = answeredContent(operation);
  const write = sent && writeCall(sent, source);
  const read = answered && readCall(answered, document, source);
  return [
    ...(write === undefined ? [] : [`writeBody: ${write}`]),
    ...(read === undefined ? [] : [`readAnswer: ${read}`]),
  ];
}

function writeCall({ mediaType, encoding = [] }: Content, source: SourceFile): string | undefined {
  const kind = mediaKind(mediaType);
  if (kind === "json") return undefined;
  if (kind !== "form" && kind !== "multipart") return source.importValue("writeBytes", MEDIA);
  const write = source.importValue(kind === "form" ? "writeForm" : "writeMultipart", MEDIA);
  const fields = encoding.map((field): [string, Json] => [field.field, fieldData(field, kind)]);
  const told = fields.filter(([, data]) => Object.keys(Object(data) as object).length > 0);
  return `${write}(${told.length === 0 ? "" : jsonLiteral(Object.fromEntries(told))})`;
}

/** A URL-encoded field has a style, a part of a multipart body a content type. */
function fieldData(
  { contentType, style, explode, allowReserved }: FieldEncoding,
  kind: "form" | "multipart",
): Json {
  if (kind === "multipart") return contentType === undefined ? {} : { contentType };
  return {
    ...(style && { style }),
    ...(explode !== undefined && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}

function readCall(content: Content, document: Document, source: SourceFile): string | undefined {
  const accept = stringLiteral(content.mediaType);
  switch (mediaKind(content.mediaType)) {
    case "text":
      return `${source.importValue("readText", MEDIA)}(${accept})`;
    case "bytes":
      return `${source.importValue("readBytes", MEDIA)}(${accept})`;
    case "lines":
      return `${source.importValue("readLines", MEDIA)}(${accept})`;
    case "events": {
      const read = source.importValue("readEvents", MEDIA);
      return `${read}(${accept}${eventKind(content, document) === "data" ? ", true" : ""})`;
    }
    default:
      return undefined;
  }
}
