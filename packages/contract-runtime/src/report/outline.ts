import type { Json } from "@specloom/api-model";
import type { Outline } from "../contract/replay.ts";
import { essence } from "../document/find-response.ts";
import type { Answer } from "../exchange/exchange.ts";

/** Headers that HTTP gives a meaning of which checks speak. */
const told = ["allow", "cache-control", "location", "www-authenticate"];

/**
 * What an answer looks like: ids, times and secrets by their kind, what was sent as it is. Two runs against the same server
 * give the same outline. Saved tests hold the same function (`saved-helpers.ts`).
 */
export function outlineOf(value: Json, sent: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => outlineOf(item, sent));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, outlineOf(member, sent)]));
  if (typeof value === "number") return Math.abs(value) < 1e9 ? value : "<number>";
  if (typeof value !== "string") return value;
  if (/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(value)) return "<time>";
  return value !== "" && sent.includes(JSON.stringify(value)) ? value : "<text>";
}

/** The outline of a whole answer. @param documented names of the headers that the document promises */
export function outlineAnswer(
  { status, headers, json, text }: Answer,
  { documented, sent }: { readonly documented: readonly string[]; readonly sent: string },
): Outline {
  const names = [...new Set([...documented.map((name) => name.toLowerCase()), ...told])].filter(
    (name) => name !== "content-type",
  );
  const shown = names.map((name) => [name, headers.has(name) ? "given" : "absent"] as const);
  return {
    status,
    headers: { "content-type": essence(headers.get("content-type") ?? ""), ...Object.fromEntries(shown) },
    body: json === undefined ? (text === "" ? null : "<no JSON>") : outlineOf(json, sent),
  };
}
