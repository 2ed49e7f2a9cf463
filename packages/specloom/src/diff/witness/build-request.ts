// A request that a document asks for, small: what is required, and what the proof needs.
import { isObject, itemsOf, type Json } from "@specloom/api-model";

import type { Message } from "../change.ts";
import { decodeText } from "./decode-text.ts";
import { sampleValues } from "../schema/sample.ts";
import type { SchemaReader } from "../schema/schema-reader.ts";
import { listAddresses } from "../wire/server-addresses.ts";
import type { WireOperation } from "../wire/read-operations.ts";
import { readParameter, type WireParameter } from "../wire/read-parameter.ts";

export interface RequestWish {
  /** What is proved about one parameter: it is there with a value, or it is not there. */
  readonly parameter?: { readonly own: WireParameter; readonly value: Json | undefined };
  /** Media type and text of the body; absent where none is needed. */
  readonly body?: { readonly mediaType: string; readonly text: string };
  readonly credentials: readonly string[];
  readonly scopes: readonly string[];
  readonly address?: string;
}

/** Undefined where no value of a required parameter is found, or one that no URL can hold. */
export function buildRequest(
  operation: WireOperation,
  reader: SchemaReader,
  wish: RequestWish,
): Message | undefined {
  const parts: Parts = { path: operation.path, query: [], headers: [], cookies: [] };
  for (const located of operation.parameters) {
    const parameter = readParameter(located);
    if (parameter === undefined) continue;
    const wished = wish.parameter?.own.pointer === parameter.pointer ? wish.parameter : undefined;
    if (wished === undefined && !parameter.isRequired) continue;
    const schema = reader.conjunction([reader.node(parameter.schema ?? true, parameter.pointer)]);
    const value = wished === undefined ? pickSample(sampleValues(schema, reader)) : wished.value;
    if (value === undefined) {
      if (wished === undefined) return undefined;
      continue;
    }
    if (holdsLoneSurrogate([parameter.name, value])) return undefined;
    write(parts, parameter, value);
  }
  authorise(parts, wish);
  const address = wish.address ?? listAddresses(operation.servers)[0]?.replaceAll("{}", "any") ?? "";
  const query = parts.query.length === 0 ? "" : `?${parts.query.join("&")}`;
  const base = address.startsWith("/") || address === "" ? `https://api.example${address}` : address;
  return {
    method: operation.method,
    url: `${base}${parts.path}${query}`,
    headers: [
      ...parts.headers,
      ...(parts.cookies.length === 0 ? [] : [["cookie", parts.cookies.join("; ")] as const]),
      ...(wish.body === undefined ? [] : [["content-type", wish.body.mediaType] as const]),
    ],
    ...(wish.body !== undefined && { body: wish.body.text }),
  };
}

/** Half of a character, which JSON can name and UTF-8 cannot write (RFC 8259, section 8.2). */
function holdsLoneSurrogate(value: Json): boolean {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => holdsLoneSurrogate(key) || holdsLoneSurrogate(inner));
}

interface Parts {
  path: string;
  readonly query: string[];
  readonly headers: (readonly [string, string])[];
  readonly cookies: string[];
}

/** A value that can stand in a path: not null and not empty. */
function pickSample(values: readonly Json[]): Json | undefined {
  return values.find((value) => value !== null && value !== "") ?? values[0];
}

function write(parts: Parts, parameter: WireParameter, value: Json): void {
  const { in: place, name } = parameter;
  if (place === "path") parts.path = parts.path.replaceAll(`{${name}}`, writeSimple(parameter, value));
  else if (place === "header") parts.headers.push([name, writeHeader(parameter, value)]);
  else if (place === "cookie") parts.cookies.push(...writeForm(parameter, value));
  else parts.query.push(...writeForm(parameter, value));
}

/** Headers are not percent-encoded; where the name itself holds a `%`, it stays as it is. */
function writeHeader(parameter: WireParameter, value: Json): string {
  const written = writeSimple(parameter, value);
  return decodeText(written) ?? written;
}

function encode(value: Json): string {
  return encodeURIComponent(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function writeSimple({ style, isExploded, mediaType, name }: WireParameter, value: Json): string {
  if (mediaType !== undefined) return encodeURIComponent(JSON.stringify(value));
  const items = partsOf(value, isExploded);
  if (style === "label") return `.${items.join(isExploded ? "." : ",")}`;
  if (style === "matrix") {
    return isExploded ? items.map((item) => `;${name}=${item}`).join("") : `;${name}=${items.join(",")}`;
  }
  return items.join(",");
}

/** Items of a list, or members of an object: `a=1` exploded, else `a` and `1`. */
function partsOf(value: Json, isExploded: boolean): string[] {
  if (Array.isArray(value)) return itemsOf(value).map(encode);
  if (!isObject(value)) return [encode(value)];
  return Object.entries(value).flatMap(([key, inner]) =>
    isExploded ? [`${encode(key)}=${encode(inner)}`] : [encode(key), encode(inner)],
  );
}

function writeForm({ style, isExploded, mediaType, name }: WireParameter, value: Json): string[] {
  const key = encode(name);
  if (mediaType !== undefined) return [`${key}=${encodeURIComponent(JSON.stringify(value))}`];
  if (isObject(value)) {
    if (style === "deepObject") {
      return Object.entries(value).map(
        ([member, inner]) => `${encode(`${name}[${member}]`)}=${encode(inner)}`,
      );
    }
    return isExploded ? partsOf(value, true) : [`${key}=${partsOf(value, false).join(",")}`];
  }
  const items = partsOf(value, false);
  if (isExploded) return items.map((item) => `${key}=${item}`);
  const separator = style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "|" : ",";
  return [`${key}=${items.join(separator)}`];
}

function authorise(parts: Parts, { credentials, scopes }: RequestWish): void {
  for (const credential of credentials) {
    const [kind = "", place, ...rest] = credential.split(" ");
    const name = rest.join(" ");
    if (kind !== "apiKey") {
      parts.headers.push([
        "authorization",
        scopes.length === 0 ? credential : `${credential} [${scopes.join(" ")}]`,
      ]);
    } else if (place === "query") parts.query.push(`${encode(name)}=key`);
    else if (place === "cookie") parts.cookies.push(`${name}=key`);
    else parts.headers.push([name, "key"]);
  }
}
