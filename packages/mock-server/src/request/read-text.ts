import type { IncomingRequest } from "../app/incoming-request.ts";
import type { Settled } from "../settled.ts";

/** Bytes of a request body; a longer one is answered with 413. */
export const BODY_LIMIT = 1_048_576;

/**
 * A request's body as text; undefined where it is longer than the limit. A declared length is enforced by the HTTP parser,
 * so only a body without one is counted while it comes in.
 */
export function readText(request: IncomingRequest): Settled<string | undefined> {
  const declared = request.headers.get("content-length");
  if (declared !== null) return Number(declared) > BODY_LIMIT ? undefined : request.text();
  return request.body === null ? "" : readCounted(request.body);
}

async function readCounted(body: ReadableStream<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > BODY_LIMIT) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
