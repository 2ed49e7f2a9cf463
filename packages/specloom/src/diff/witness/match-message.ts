// Reads a request or a response as a document describes it: servers, paths, methods, parameters, media types, statuses, headers,
// security. The judge of messages: it shares no code with the comparison, and knows nothing of what schemas ask of values.
import {
  entriesOf,
  itemsOf,
  locatePointer,
  memberOf,
  textOf,
  type Document,
  type Json,
} from "@specloom/api-model";

import type { Message } from "../change.ts";
import { decodeText } from "./decode-text.ts";

/** How a document reads a message: its parameters, decoded to text and list, or the reason why it is not permitted. */
export type MessageReading =
  | { readonly kind: "read"; readonly parameters: string }
  | { readonly kind: "refused"; readonly reason: string };

interface Matched {
  readonly operation: Json;
  readonly item: Json;
  /** Path parameters, with the texts in their places. */
  readonly names: readonly string[];
  readonly values: readonly string[];
}
type Headers = Message["headers"];

const refuse = (reason: string): MessageReading => ({ kind: "refused", reason });
const permit = (parameters = ""): MessageReading => ({ kind: "read", parameters });

/** Reads a call. */
export function readRequest(document: Document, message: Message): MessageReading {
  if (!URL.canParse(message.url)) return refuse(`${message.url} is no URL.`);
  const matched = matchOperation(document, message);
  if (matched === undefined) return refuse(`No operation answers ${message.method} ${message.url}.`);
  const { operation, item } = matched;
  const security = memberOf(operation, "security") ?? memberOf(document, "security");
  if (!isLetIn(document, security, message)) return refuse("The credentials are not enough.");
  const body = follow(document, memberOf(operation, "requestBody"));
  if (message.body === undefined && memberOf(body, "required") === true)
    return refuse("The body is missing.");
  if (message.body !== undefined && !isCovered(body, message.headers))
    return refuse("The media type is not taken.");
  const parameters = new Map<string, Json>();
  for (const written of [item, operation].flatMap((holder) => itemsOf(memberOf(holder, "parameters")))) {
    const parameter = follow(document, written);
    parameters.set(`${textOf(parameter, "in")} ${textOf(parameter, "name")}`, parameter);
  }
  const decoded: string[] = [];
  for (const parameter of parameters.values()) {
    const [place, name = ""] = [textOf(parameter, "in"), textOf(parameter, "name")];
    const found = findTexts(parameter, matched, message);
    if (found.some(([, text]) => decodeText(text) === undefined))
      return refuse(`The ${place} parameter ${name} is malformed.`);
    const value = decode(parameter, found);
    // Path parameters are told apart by their place, all others by their name.
    if (value !== undefined)
      decoded.push(`${place} ${place === "path" ? matched.names.indexOf(name) : name} ${value}`);
    else if (memberOf(parameter, "required") === true)
      return refuse(`The ${place} parameter ${name} is missing.`);
  }
  return permit(decoded.toSorted().join("\n"));
}

/** Reads the answer to a call. */
export function readResponse(document: Document, message: Message): MessageReading {
  const operation = matchOperation(document, message)?.operation;
  if (operation === undefined || message.response === undefined)
    return refuse("No operation gives the answer.");
  const { status, headers, body } = message.response;
  const responses = memberOf(operation, "responses");
  const keys = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  const written = keys.map((key) => memberOf(responses, key)).find((found) => found !== undefined);
  // RFC 9110, section 15: a status that is not known is taken as x00 of its class.
  if (written === undefined) return status >= 400 ? permit() : refuse(`Status ${status} is not declared.`);
  const response = follow(document, written);
  for (const [name, header] of entriesOf(memberOf(response, "headers"))) {
    const isRequired = memberOf(follow(document, header), "required") === true;
    if (isRequired && headerOf(headers, name) === undefined) return refuse(`The header ${name} is missing.`);
  }
  if (entriesOf(memberOf(response, "content")).length === 0) return permit();
  if (body === undefined) return refuse("The body is missing.");
  return isCovered(response, headers) ? permit() : refuse("The media type is not declared.");
}

function follow(document: Document, value: Json | undefined): Json {
  const ref = textOf(value, "$ref");
  if (ref === undefined) return value ?? null;
  const pointer = decodeText(ref);
  return (pointer === undefined ? undefined : locatePointer(document, pointer)?.value) ?? null;
}

function matchOperation(document: Document, { method, url }: Message): Matched | undefined {
  const candidates = entriesOf(memberOf(document, "paths")).flatMap(([path, written]): Matched[] => {
    const item = follow(document, written);
    const operation = memberOf(item, method.toLowerCase());
    if (operation === undefined) return [];
    const servers = [operation, item, document].map((holder) => memberOf(holder, "servers"));
    const rests = stripServers(url, itemsOf(servers.find((found) => found !== undefined)));
    const pattern = path
      .split(/\{[^{}]*\}/)
      .map(escapePattern)
      .join("([^/]+)");
    const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
    return rests.flatMap((rest) => {
      const values = new RegExp(`^${pattern}$`).exec(rest.split("?", 1)[0] ?? "");
      return values === null ? [] : [{ operation, item, names, values: values.slice(1) }];
    });
  });
  // The more of a path is written out, the better it matches.
  return candidates.toSorted((one, other) => one.values.length - other.values.length)[0];
}

/** What follows the address of each server that the URL begins with: one server may stand inside another. */
function stripServers(url: string, servers: readonly Json[]): string[] {
  if (servers.length === 0) return [url.replace(/^https?:\/\/[^/]*/, "")];
  return servers.flatMap((server) => {
    let pattern = escapePattern((textOf(server, "url") ?? "").replace(/^\/|^$/, "https://api.example/"));
    for (const [name, variable] of entriesOf(memberOf(server, "variables"))) {
      const values = itemsOf(memberOf(variable, "enum")).map((value) =>
        escapePattern(JSON.stringify(value).slice(1, -1)),
      );
      pattern = pattern.replaceAll(
        escapePattern(`{${name}}`),
        `(?:${values.length === 0 ? "[^/]*" : values.join("|")})`,
      );
    }
    const found = new RegExp(`^${pattern.replace(/\/$/, "")}(?=/)`).exec(url);
    return found === null ? [] : [url.slice(found[0].length)];
  });
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}

/** Tokens carry their scopes in brackets: `bearer [read write]`. */
function isLetIn(document: Document, security: Json | undefined, { headers, url }: Message): boolean {
  const schemes = memberOf(memberOf(document, "components"), "securitySchemes");
  const [, own = "", scopes = ""] =
    /^(.*?)(?: \[(.*)\])?$/.exec(headerOf(headers, "authorization") ?? "") ?? [];
  const isGiven = ([name, asked]: [string, Json]): boolean => {
    const scheme = follow(document, memberOf(schemes, name));
    const [type, key = ""] = [textOf(scheme, "type"), textOf(scheme, "name")];
    if (type === "apiKey" && textOf(scheme, "in") === "query") return new URL(url).searchParams.has(key);
    if (type === "apiKey" && textOf(scheme, "in") === "header") return headerOf(headers, key) !== undefined;
    if (type === "apiKey") return `; ${headerOf(headers, "cookie")}`.includes(`; ${key}=`);
    const kind =
      type === "http" ? textOf(scheme, "scheme") : type === "mutualTLS" ? `mutualTLS ${name}` : "bearer";
    return (
      own.toLowerCase() === kind?.toLowerCase() &&
      itemsOf(asked).every((scope) => scopes.split(" ").includes(scope as string))
    );
  };
  const alternatives = itemsOf(security);
  return (
    alternatives.length === 0 || alternatives.some((alternative) => entriesOf(alternative).every(isGiven))
  );
}

function isCovered(holder: Json, headers: Headers): boolean {
  const own = headerOf(headers, "content-type") ?? "";
  return entriesOf(memberOf(holder, "content")).some(([written]) => {
    const range = (written.split(";", 1)[0] ?? "").trim().toLowerCase();
    return range === own || range === "*/*" || (range.endsWith("/*") && own.startsWith(range.slice(0, -1)));
  });
}

function styleOf(parameter: Json): { style: string; isExploded: boolean; isObject: boolean } {
  const isForm = ["query", "cookie"].includes(textOf(parameter, "in") ?? "");
  const style =
    entriesOf(memberOf(parameter, "content"))[0]?.[0] ??
    textOf(parameter, "style") ??
    (isForm ? "form" : "simple");
  const isObject = memberOf(memberOf(parameter, "schema"), "properties") !== undefined;
  return { style, isExploded: (memberOf(parameter, "explode") ?? style === "form") === true, isObject };
}

/** A header is not percent-encoded: its `%` are no escapes. */
function escapePercent(text: string): string {
  return text.replaceAll("%", "%25");
}

/** A name that is malformed is the name of nothing. */
function readName(pair: string): string {
  const [name = ""] = pair.split("=", 1);
  return decodeText(name) ?? name;
}

/** Where a parameter stands in the message: keys and texts, not yet decoded. */
function findTexts(
  parameter: Json,
  { names, values }: Matched,
  { url, headers }: Message,
): [string, string][] {
  const [place, name = ""] = [textOf(parameter, "in"), textOf(parameter, "name")];
  const { style, isExploded, isObject } = styleOf(parameter);
  if (place === "path") return [["", values[names.indexOf(name)] ?? ""]];
  const header = headerOf(headers, place === "cookie" ? "cookie" : name);
  if (place === "header") return header === undefined ? [] : [["", escapePercent(header)]];
  const query = place === "cookie" ? (header ?? "").split("; ") : new URL(url).search.slice(1).split("&");
  const pairs = query.map((pair): [string, string] => [readName(pair), pair.slice(pair.indexOf("=") + 1)]);
  if (style === "deepObject")
    return pairs.flatMap(([key, text]) =>
      key.startsWith(`${name}[`) ? [[key.slice(name.length + 1, -1), text]] : [],
    );
  if (style === "form" && isExploded && isObject) return pairs.filter(([key]) => key !== "");
  return pairs.flatMap(([key, text]) => (key === name ? [["", text]] : []));
}

/** The value as its style reads it, as text and lists; undefined where it is not there. */
function decode(parameter: Json, found: readonly [string, string][]): string | undefined {
  if (found.length === 0) return undefined;
  const { style, isExploded, isObject } = styleOf(parameter);
  const matrix = `;${textOf(parameter, "name")}=`;
  const lead = style === "label" ? "." : style === "matrix" ? matrix : "";
  if (found.some(([, text]) => !text.startsWith(lead))) return JSON.stringify(["malformed", found]);
  const separators: Record<string, string> = {
    spaceDelimited: "%20",
    pipeDelimited: "|",
    form: isExploded ? "&" : ",",
    label: isExploded ? "." : ",",
    matrix: isExploded ? matrix : ",",
  };
  const separator = style.includes("/") ? "&" : (separators[style] ?? ",");
  const parts = found.map(([key, text]) =>
    text
      .slice(lead.length)
      .split(separator)
      .map((part) => `${key}:${decodeText(part) ?? part}`),
  );
  const isFlat = parts.length === 1 || (isExploded && style === "form");
  const kind = style.includes("/") ? style : isObject && isExploded && style === "simple" ? "pairs" : "parts";
  return JSON.stringify([kind, isFlat ? parts.flat() : parts]);
}
