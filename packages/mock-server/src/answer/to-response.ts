import type { Answer } from "../app/exchange.ts";
import { answerText } from "./answer-text.ts";

/** Writes an answer as a `Response`; a HEAD is told of the body and does not get it. */
export function toResponse(answer: Answer, method: string): Response {
  const { status, headers } = answer;
  const content = answerText(answer);
  if (content === undefined) return new Response(null, { status, headers });
  return new Response(method === "HEAD" ? null : content.text, {
    status,
    headers: { ...headers, "content-type": content.mediaType },
  });
}
