// How a value is written into a path, a query, a header or a cookie (OpenAPI 3.1, section 4.8.12; RFC 6570).
import type { Json, Parameter } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";

/** A query pair, each side as it stands in the URL. */
export type Pair = readonly [name: string, value: string];

/** One path segment's text for a parameter. */
export function serializePath(parameter: Parameter, value: Json): string {
  const { name, explode } = parameter;
  const encodedName = encodeURIComponent(name);
  if (parameter.mediaType !== undefined) return encodeURIComponent(JSON.stringify(value));
  if (parameter.style === "label") return `.${list(value, explode, encode).join(explode ? "." : ",")}`;
  if (parameter.style !== "matrix") return list(value, explode, encode).join(",");
  if (explode && Array.isArray(value)) return value.map((item) => `;${encodedName}=${encode(item)}`).join("");
  if (explode && isObject(value))
    return list(value, true, encode)
      .map((pair) => `;${pair}`)
      .join("");
  return `;${encodedName}=${list(value, false, encode).join(",")}`;
}

/** The pairs of a query parameter, percent-encoded. */
export function serializeQuery(parameter: Parameter, value: Json): readonly Pair[] {
  const name = encodeURIComponent(parameter.name);
  const write = parameter.allowReserved ? encodeReserved : encode;
  if (parameter.mediaType !== undefined) return [[name, encodeURIComponent(JSON.stringify(value))]];
  if (parameter.style === "deepObject" && isObject(value)) {
    return Object.entries(value).map(([key, member]) => [
      `${name}[${encodeURIComponent(key)}]`,
      write(member),
    ]);
  }
  if (parameter.explode && Array.isArray(value)) return value.map((item: Json) => [name, write(item)]);
  if (parameter.explode && isObject(value)) {
    return Object.entries(value).map(([key, member]) => [encodeURIComponent(key), write(member)]);
  }
  const separator = { spaceDelimited: "%20", pipeDelimited: "%7C" }[parameter.style as string] ?? ",";
  return [[name, list(value, false, write).join(separator)]];
}

/** A header's value, or a cookie's, which only in style `form` is encoded. */
export function serializePlain(parameter: Parameter, value: Json): string {
  if (parameter.mediaType !== undefined) return JSON.stringify(value);
  const write = parameter.in === "cookie" && parameter.style === "form" ? encode : plain;
  return list(value, parameter.explode, write).join(",");
}

function list(value: Json, explode: boolean, write: (value: Json) => string): readonly string[] {
  if (Array.isArray(value)) return value.map((item: Json) => write(item));
  if (!isObject(value)) return [write(value)];
  const pairs = Object.entries(value);
  return explode
    ? pairs.map(([key, member]) => `${write(key)}=${write(member)}`)
    : pairs.flatMap(([key, member]) => [write(key), write(member)]);
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function encode(value: Json): string {
  return encodeURIComponent(plain(value));
}

function encodeReserved(value: Json): string {
  return encodeURI(plain(value)).replaceAll("#", "%23").replaceAll("&", "%26").replaceAll("+", "%2B");
}
