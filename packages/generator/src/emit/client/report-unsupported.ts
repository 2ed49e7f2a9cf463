import { isJsonMediaType } from "@specloom/api-model";
import type { Operation, Pointer, Problem } from "@specloom/api-model";

import { allParameters, answeredContent, sentContent } from "../operation-schemas.ts";

/** Says what of an operation the client does not send or read as the document has it. */
export function reportUnsupported(operation: Operation, report: (problem: Problem) => void): void {
  const lose = (pointer: Pointer, message: string): void =>
    report({
      code: "unsupported-in-client",
      severity: "degraded",
      pointer,
      message: `${operation.method} ${operation.path}: ${message}`,
      hint: "Make this call through `fetch` if it is needed.",
    });
  for (const { pointer, name, argument, mediaType, style, in: place } of allParameters(operation)) {
    if (operation.pagination?.kind === "link" && place === "query" && argument !== name) {
      lose(
        pointer,
        `the query parameter ${name} is called ${argument} in params, where a link to the next page cannot set it.`,
      );
    }
    if (mediaType !== undefined)
      lose(`${pointer}/content`, `the client writes parameter ${name} as text, not as ${mediaType}.`);
    if (place === "path" && style !== "simple")
      lose(`${pointer}/style`, `the client writes parameter ${name} in style simple, not ${style}.`);
  }
  const sent = sentContent(operation);
  if (sent !== undefined && !isJsonMediaType(sent.mediaType)) {
    lose(sent.pointer, `the client sends the body as JSON, not as ${sent.mediaType}.`);
  }
  const answered = answeredContent(operation);
  if (answered !== undefined && !isJsonMediaType(answered.mediaType)) {
    lose(answered.pointer, `the client reads the answer as JSON, not as ${answered.mediaType}.`);
  }
}
