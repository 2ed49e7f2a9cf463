import type { Answer } from "../app/exchange.ts";
import { isJsonType } from "../request/media-type.ts";

/** Statuses that have no content (RFC 9110, 15.3.5, 15.3.6, 15.4.5). */
const BODILESS = new Set([204, 205, 304]);

/** Writes an answer as bytes. */
export function toResponse({ status, headers, mediaType, body }: Answer): Response {
  if (body === undefined || BODILESS.has(status)) return new Response(null, { status, headers });
  const type = mediaType ?? "application/json";
  const text = isJsonType(type) || typeof body !== "string" ? JSON.stringify(body) : body;
  return new Response(text, { status, headers: { ...headers, "content-type": type } });
}
