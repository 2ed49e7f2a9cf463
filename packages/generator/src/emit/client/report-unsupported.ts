import { isJsonMediaType } from "@specloom/api-model";
import type { Content, Document, Operation, Pointer, Problem } from "@specloom/api-model";

import { isStructured, mediaKind } from "../media-kind.ts";
import { isCallable, normalUrl } from "./server-urls.ts";
import { allParameters, answeredContent, sentContent } from "../operation-schemas.ts";

/** RFC 9110, sections 5.1 and 5.6.2. */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Says what of an operation the client does not send or read as the document has it. */
export function reportUnsupported(
  operation: Operation,
  document: Document,
  report: (problem: Problem) => void,
): void {
  const lose = (pointer: Pointer, message: string): void =>
    report({
      code: "unsupported-in-client",
      severity: "degraded",
      pointer,
      message: `${operation.method} ${operation.path}: ${message}`,
      hint: "Make this call through `fetch` if it is needed.",
    });
  const { servers = [] } = operation;
  if (servers.length > 0 && !servers.some((server) => isCallable(normalUrl(server))))
    lose(
      operation.pointer,
      "none of its own servers can be called; it is called where the client's other calls go.",
    );
  // A query there is sent as it stands.
  if (operation.path.includes("#"))
    lose(operation.pointer, "OpenAPI allows no fragment in a path; what follows the # is not sent.");
  for (const { pointer, name, argument, mediaType, in: place } of allParameters(operation)) {
    if (operation.pagination?.kind === "link" && place === "query" && argument !== name) {
      lose(
        pointer,
        `the query parameter ${name} is called ${argument} in params, where a link to the next page cannot set it.`,
      );
    }
    if (place === "header" && !FIELD_NAME.test(name))
      lose(pointer, `no header can be called ${JSON.stringify(name)}: a call that gives ${argument} fails.`);
    if (mediaType !== undefined && !isJsonMediaType(mediaType))
      lose(`${pointer}/content`, `the client writes parameter ${name} as JSON, not as ${mediaType}.`);
  }
  if (operation.body !== undefined && ["GET", "HEAD", "TRACE"].includes(operation.method))
    lose(
      operation.body.pointer,
      `\`fetch\` sends no body with ${operation.method}: a call that gives one fails.`,
    );
  const sent = sentContent(operation);
  if (sent !== undefined && !canSend(sent, document)) {
    const how = mediaKind(sent.mediaType) === "json" ? "as JSON" : "as it is given";
    lose(sent.pointer, `the client sends a body of ${sent.mediaType} ${how}, whatever its schema says.`);
  }
  const answered = answeredContent(operation);
  if (answered !== undefined && !canRead(answered, document)) {
    const how = mediaKind(answered.mediaType) === "json" ? "as JSON" : "as it comes";
    lose(
      answered.pointer,
      `the client reads an answer of ${answered.mediaType} ${how}, whatever its schema says.`,
    );
  }
}

/** What is handed over as text or bytes has no structure, and a stream is not sent. */
function canSend({ mediaType, schema, itemSchema }: Content, document: Document): boolean {
  const kind = mediaKind(mediaType);
  if (kind === "json") return isJsonMediaType(mediaType);
  return (
    kind === "form" || kind === "multipart" || (!isStructured(schema, document) && itemSchema === undefined)
  );
}

function canRead({ mediaType, schema }: Content, document: Document): boolean {
  const kind = mediaKind(mediaType);
  if (kind === "json") return isJsonMediaType(mediaType);
  return kind === "events" || kind === "lines" || !isStructured(schema, document);
}
