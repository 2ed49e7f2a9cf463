import type { ServerResponse } from "node:http";
import { answerText } from "../answer/answer-text.ts";
import type { Answer } from "../app/exchange.ts";

/** Milliseconds in which a client may still send a body that nobody reads, before it is cut off. */
const LINGER = 1000;

/** Writes an answer to a port; Node leaves the body out where the request is a HEAD. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  const content = answerText(answer);
  const headers: Record<string, string | number> = { ...answer.headers };
  if (content !== undefined) {
    headers["content-type"] = content.mediaType;
    headers["content-length"] = Buffer.byteLength(content.text);
  }
  const { req: request } = response;
  if (!request.complete && isLong(request.headers)) {
    headers["connection"] = "close";
    setTimeout(() => request.destroy(), LINGER).unref();
  }
  response.writeHead(answer.status, headers);
  response.end(content?.text);
}

function isLong(headers: ServerResponse["req"]["headers"]): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 65_536;
}

/** Writes a `Response` to a port. */
export async function writeResponse(response: ServerResponse, answered: Response): Promise<void> {
  const body = Buffer.from(await answered.arrayBuffer());
  if (response.destroyed) return;
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(body);
}
