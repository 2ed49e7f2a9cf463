// Reads a request or a response as a document describes them: servers, paths, methods, parameters, media types, statuses,
// headers, security. The judge of messages: it shares no code with the comparison, and knows nothing of schemas.
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

/** How a document reads a message: the parameters as they are decoded, or the reason why it is not permitted. */
export type MessageReading =
  | { readonly kind: "read"; readonly parameters: string }
  | { readonly kind: "refused"; readonly reason: string };

interface Matched {
  readonly operation: Json;
  readonly item: Json;
  readonly values: readonly string[];
  readonly names: readonly string[];
}

export function readRequest(document: Document, message: Message): MessageReading {
  const matched = matchOperation(document, message);
  if (typeof matched === "string") return refuse(matched);
  const { operation, item } = matched;
  const security = memberOf(operation, "security") ?? memberOf(document, "security");
  const reason = checkSecurity(document, security, message) ?? checkBody(document, operation, message);
  if (reason !== undefined) return refuse(reason);
  const parameters = new Map<string, Json>();
  for (const list of [memberOf(item, "parameters"), memberOf(operation, "parameters")]) {
    for (const written of itemsOf(list)) {
      const parameter = follow(document, written);
      parameters.set(`${textOf(parameter, "in")} ${textOf(parameter, "name")}`, parameter);
    }
  }
  const decoded: string[] = [];
  for (const parameter of parameters.values()) {
    const name = textOf(parameter, "name") ?? "";
    const value = decodeParameter(parameter, matched, message);
    if (value !== undefined)
      decoded.push(`${textOf(parameter, "in")} ${placeOf(parameter, matched)} ${value}`);
    else if (memberOf(parameter, "required") === true)
      return refuse(`The ${textOf(parameter, "in")} parameter ${name} is missing.`);
  }
  return { kind: "read", parameters: decoded.toSorted().join("\n") };
}

export function readResponse(document: Document, message: Message): MessageReading {
  const matched = matchOperation(document, message);
  if (typeof matched === "string" || message.response === undefined) return refuse(String(matched));
  const { status, headers, body } = message.response;
  const responses = memberOf(matched.operation, "responses");
  const range = `${String(status)[0]}XX`;
  const written =
    memberOf(responses, String(status)) ?? memberOf(responses, range) ?? memberOf(responses, "default");
  if (written === undefined)
    return status >= 400 ? { kind: "read", parameters: "" } : refuse(`Status ${status} is not declared.`);
  const response = follow(document, written);
  for (const [name, value] of entriesOf(memberOf(response, "headers"))) {
    const isMissing = !headers.some(([own]) => own.toLowerCase() === name.toLowerCase());
    if (isMissing && memberOf(follow(document, value), "required") === true)
      return refuse(`The header ${name} is missing.`);
  }
  const content = entriesOf(memberOf(response, "content"));
  if (content.length === 0) return { kind: "read", parameters: "" };
  if (body === undefined) return refuse("The body is missing.");
  return isCovered(content, headers)
    ? { kind: "read", parameters: "" }
    : refuse("The media type is not declared.");
}

function refuse(reason: string): MessageReading {
  return { kind: "refused", reason };
}

function follow(document: Document, value: Json): Json {
  const ref = textOf(value, "$ref");
  return ref === undefined ? value : (locatePointer(document, decodeURIComponent(ref))?.value ?? value);
}

function matchOperation(document: Document, { method, url }: Message): Matched | string {
  const candidates = entriesOf(memberOf(document, "paths")).flatMap(([path, written]) => {
    const item = follow(document, written);
    const operation = memberOf(item, method.toLowerCase());
    if (operation === undefined) return [];
    const servers =
      memberOf(operation, "servers") ?? memberOf(item, "servers") ?? memberOf(document, "servers");
    const rest = stripServer(url, servers);
    const values =
      rest === undefined ? null : new RegExp(`^${templatePattern(path)}$`).exec(rest.split("?", 1)[0] ?? "");
    const names = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
    return values === null ? [] : [{ operation, item, values: values.slice(1), names }];
  });
  // The more of the path is written out, the better it matches.
  candidates.sort((one, other) => one.values.length - other.values.length);
  return candidates[0] ?? `No operation answers ${method} ${url}.`;
}

function stripServer(url: string, servers: Json | undefined): string | undefined {
  if (itemsOf(servers).length === 0) return new URL(url).pathname + new URL(url).search;
  for (const server of itemsOf(servers)) {
    let pattern = escapePattern(absolute(textOf(server, "url") ?? "/"));
    for (const [name, variable] of entriesOf(memberOf(server, "variables"))) {
      const values = itemsOf(memberOf(variable, "enum")).map((value) => escapePattern(String(value)));
      pattern = pattern.replaceAll(
        escapePattern(`{${name}}`),
        values.length === 0 ? "[^/]*" : `(?:${values.join("|")})`,
      );
    }
    const found = new RegExp(`^${pattern.replace(/\/$/, "")}(?=/)`).exec(url);
    if (found !== null) return url.slice(found[0].length);
  }
  return undefined;
}

function absolute(address: string): string {
  return address.startsWith("/") ? `https://api.example${address}` : address;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function templatePattern(path: string): string {
  return path
    .split(/\{[^{}]*\}/)
    .map(escapePattern)
    .join("([^/]+)");
}

function checkSecurity(document: Document, security: Json | undefined, message: Message): string | undefined {
  const alternatives = itemsOf(security);
  if (alternatives.length === 0) return undefined;
  const schemes = memberOf(memberOf(document, "components"), "securitySchemes");
  const isGiven = ([name, scopes]: [string, Json]): boolean => {
    const scheme = follow(document, memberOf(schemes, name) ?? null);
    const type = textOf(scheme, "type");
    if (type === "apiKey") return hasKey(message, textOf(scheme, "in") ?? "", textOf(scheme, "name") ?? "");
    const kind =
      type === "http"
        ? (textOf(scheme, "scheme") ?? "")
        : type === "mutualTLS"
          ? `mutualTLS ${name}`
          : "bearer";
    const given = /^(.*?)(?: \[(.*)\])?$/.exec(headerOf(message.headers, "authorization") ?? "");
    const held = (given?.[2] ?? "").split(" ");
    return (
      given?.[1]?.toLowerCase() === kind.toLowerCase() &&
      itemsOf(scopes).every((scope) => held.includes(String(scope)))
    );
  };
  return alternatives.some((alternative) => entriesOf(alternative).every(isGiven))
    ? undefined
    : "The credentials are not enough.";
}

function hasKey({ headers, url }: Message, place: string, name: string): boolean {
  if (place === "query") return new URL(url).searchParams.has(name);
  if (place === "header") return headerOf(headers, name) !== undefined;
  return (headerOf(headers, "cookie") ?? "").split("; ").some((pair) => pair.startsWith(`${name}=`));
}

function headerOf(headers: Message["headers"], name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}

function checkBody(document: Document, operation: Json, { body, headers }: Message): string | undefined {
  const written = memberOf(operation, "requestBody");
  const declared = written === undefined ? undefined : follow(document, written);
  if (body === undefined) return memberOf(declared, "required") === true ? "The body is missing." : undefined;
  return isCovered(entriesOf(memberOf(declared, "content")), headers)
    ? undefined
    : "The media type is not taken.";
}

function isCovered(content: readonly [string, Json][], headers: Message["headers"]): boolean {
  const own = headerOf(headers, "content-type") ?? "";
  return content.some(([written]) => {
    const range = (written.split(";", 1)[0] ?? "").trim().toLowerCase();
    return range === own || range === "*/*" || (range.endsWith("/*") && own.startsWith(range.slice(0, -1)));
  });
}

/** Path parameters are told apart by their place, all others by their name. */
function placeOf(parameter: Json, { names }: Matched): string {
  const name = textOf(parameter, "name") ?? "";
  return textOf(parameter, "in") === "path" ? String(names.indexOf(name)) : name;
}

/** The value as text and list, as the parameter's style reads it; undefined where it is not there. */
function decodeParameter(parameter: Json, matched: Matched, message: Message): string | undefined {
  const name = textOf(parameter, "name") ?? "";
  const content = entriesOf(memberOf(parameter, "content"))[0]?.[0];
  const place = textOf(parameter, "in");
  const style =
    content ?? textOf(parameter, "style") ?? (place === "query" || place === "cookie" ? "form" : "simple");
  const explode = memberOf(parameter, "explode") ?? style === "form";
  const isObject = memberOf(memberOf(parameter, "schema"), "properties") !== undefined;
  const found = findTexts(
    { place, name, style: isObject && explode === true && style === "form" ? "*" : style },
    matched,
    message,
  );
  if (found.length === 0) return undefined;
  if (content !== undefined) return JSON.stringify([content, found.map(([, text]) => text)]);
  const separators: Readonly<Record<string, string>> = {
    label: explode === true ? "." : ",",
    matrix: explode === true ? ";" : ",",
    spaceDelimited: "%20",
    pipeDelimited: "|",
  };
  const separator = style === "form" && explode === true ? "&" : (separators[style] ?? ",");
  const lead = style === "label" ? /^\./ : style === "matrix" ? /^;/ : /^/;
  const parts = found.flatMap(([key, text]) =>
    text
      .replace(lead, "")
      .split(separator)
      .map((part) => `${key}:${decodeURIComponent(part)}`),
  );
  return JSON.stringify([isObject && explode === true && style === "simple" ? "pairs" : "parts", parts]);
}

interface Wanted {
  readonly place: string | undefined;
  readonly name: string;
  readonly style: string;
}

/** Where the parameter stands in the message: keys and texts, not yet decoded. */
function findTexts(
  { place, name, style }: Wanted,
  { names, values }: Matched,
  { url, headers }: Message,
): [string, string][] {
  if (place === "path") return [["", values[names.indexOf(name)] ?? ""]];
  const header = headerOf(headers, place === "cookie" ? "cookie" : name);
  if (place === "header") return header === undefined ? [] : [["", encodeURI(header)]];
  const query = place === "cookie" ? (header ?? "").split("; ") : new URL(url).search.slice(1).split("&");
  const pairs = query.map((pair): [string, string] => [
    decodeURIComponent(pair.split("=", 1)[0] ?? ""),
    pair.slice(pair.indexOf("=") + 1),
  ]);
  if (style === "*") return pairs.filter(([key]) => key !== "");
  return style === "deepObject"
    ? pairs.filter(([key]) => key.startsWith(`${name}[`))
    : pairs.filter(([key]) => key === name).map(([, text]) => ["", text]);
}
