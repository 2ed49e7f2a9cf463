// What of an exchange people may see: requests and answers without secrets, and the shell line that repeats a request.
import type { ShownRequest, ShownResponse } from "../contract/check.ts";
import { isJsonType } from "../document/find-response.ts";
import type { Answer, Authorization, Exchange, PreparedRequest } from "./exchange.ts";
import type { Redactor } from "./redact.ts";

/** Longest body that is shown, in characters. */
const maxShownBody = 4000;

/** The request as it may be shown. */
export function showRequest(request: PreparedRequest, redactor: Redactor): ShownRequest {
  const { method, url, headers, body } = request;
  const shown = {
    method,
    url: redactor.text(url),
    headers: mapValues(headers, (text) => redactor.text(text)),
  };
  return body === undefined
    ? shown
    : { ...shown, body: showBody(body, headers["Content-Type"] ?? "", redactor) };
}

/** The answer as it may be shown; cookies are secrets. */
export function showResponse(answer: Answer, redactor: Redactor): ShownResponse {
  const headers = [...answer.headers].filter(([name]) => name !== "set-cookie");
  const body = showBody(answer.text, answer.headers.get("content-type") ?? "", redactor);
  return {
    status: answer.status,
    headers: mapValues(Object.fromEntries(headers), (text) => redactor.text(text)),
    body,
  };
}

/** A line for a POSIX shell that sends the request again. Credentials are variables, expanded by the shell. */
export function curlLine({ request, authorization }: Exchange, redactor: Redactor): string {
  const shown = showRequest(request, redactor);
  const parts = ["curl", "-sS", "-i", "--globoff", ...methodArguments(request.method)];
  for (const [name, value] of Object.entries(shown.headers)) parts.push("-H", quote(`${name}: ${value}`));
  for (const [name, value] of Object.entries(authorization.shellHeaders))
    parts.push("-H", `"${name}: ${value}"`);
  if (shown.body !== undefined) parts.push("--data-raw", quote(asciiJson(shown.body)));
  parts.push(`${quote(shown.url)}${shellQuery(shown.url, authorization)}`);
  return parts.join(" ");
}

function methodArguments(method: string): readonly string[] {
  if (method === "GET") return [];
  return method === "HEAD" ? ["--head"] : ["-X", method];
}

function shellQuery(url: string, { shellQuery: query }: Authorization): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${value}`);
  return pairs.length === 0 ? "" : `"${url.includes("?") ? "&" : "?"}${pairs.join("&")}"`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

// JSON may hold characters that a terminal acts on (C1 controls, direction marks); as escapes they mean the same.
function asciiJson(text: string): string {
  return text.replaceAll(
    /[\u007F-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function showBody(text: string, mediaType: string, redactor: Redactor): string {
  const hidden = isJsonType(mediaType) ? hideJson(text, redactor) : redactor.text(text);
  return hidden.length <= maxShownBody
    ? hidden
    : `${hidden.slice(0, maxShownBody)}… (${text.length} characters)`;
}

function hideJson(text: string, redactor: Redactor): string {
  try {
    return JSON.stringify(redactor.json(JSON.parse(text) as never));
  } catch {
    return redactor.text(text);
  }
}

function mapValues(
  record: { readonly [name: string]: string },
  change: (value: string) => string,
): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
