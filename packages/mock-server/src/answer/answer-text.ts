import type { Answer } from "../app/exchange.ts";
import { isJsonType } from "../request/media-type.ts";

/** Statuses that have no content (RFC 9110, 15.3.5, 15.3.6, 15.4.5). */
const BODILESS = new Set([204, 205, 304]);

/** An answer's body as it goes over the wire, with its media type; undefined where it has none. */
export function answerText({
  status,
  mediaType = "application/json",
  body,
}: Answer): { readonly text: string; readonly mediaType: string } | undefined {
  if (body === undefined || BODILESS.has(status)) return undefined;
  const isText = typeof body === "string" && !isJsonType(mediaType);
  return { text: isText ? body : JSON.stringify(body), mediaType: sentType(mediaType) };
}

/** A range is what the document allows; on the wire stands one of it. */
function sentType(mediaType: string): string {
  if (!mediaType.includes("*")) return mediaType;
  return isJsonType(mediaType)
    ? "application/json"
    : mediaType.startsWith("text/")
      ? "text/plain"
      : "application/octet-stream";
}
