import type { Json, Operation, Parameter } from "@specloom/api-model";
import { essence, isJsonType } from "../document/find-response.ts";
import { isObject } from "../document/pointer.ts";
import type { CallInput, PreparedRequest } from "./exchange.ts";
import { serializePath, serializePlain, serializeQuery } from "./serialize-parameter.ts";
import { Unsendable } from "./unsendable.ts";

/**
 * The request for one call, without credentials.
 * @param baseUrl without a trailing slash
 * @throws Unsendable where a path parameter has no value, or one that would be another path
 */
export function buildRequest(baseUrl: string, operation: Operation, input: CallInput): PreparedRequest {
  const { parameters } = operation;
  const pairs = present(parameters.query, input.query).flatMap(([parameter, value]) =>
    serializeQuery(parameter, value),
  );
  const undeclared = new URLSearchParams(input.undeclared).toString();
  const query = [...pairs.map((pair) => pair.join("=")), undeclared].filter((text) => text !== "").join("&");
  const headers: Record<string, string> = { Accept: acceptedTypes(operation) };
  for (const [parameter, value] of present(parameters.header, input.headers)) {
    headers[parameter.name] = serializePlain(parameter, value);
  }
  const cookies = present(parameters.cookie, input.cookies).map(
    ([parameter, value]) => `${parameter.name}=${serializePlain(parameter, value)}`,
  );
  if (cookies.length > 0) headers["Cookie"] = cookies.join("; ");
  const method = input.method ?? operation.method;
  const path = fillPath(operation, input) + (input.pathSuffix ?? "");
  // OpenAPI allows no query in a path, and documents have some.
  const separator = path.includes("?") ? "&" : "?";
  const url = `${baseUrl}${path}${query === "" ? "" : separator + query}`;
  if (input.raw !== undefined) {
    headers["Content-Type"] = input.raw.mediaType;
    return { method, url, headers, body: input.raw.text };
  }
  const mediaType = bodyType(operation);
  if (input.body === undefined || mediaType === undefined) return { method, url, headers };
  headers["Content-Type"] = mediaType;
  return { method, url, headers, body: encodeBody(mediaType, input.body) };
}

/** The media type in which bodies are sent: JSON where the document has it, else a form; absent where it has neither. */
export function bodyType(operation: Operation): string | undefined {
  const types = (operation.body?.content ?? []).map(({ mediaType }) => mediaType);
  if (types.some(isWildcard) && !types.some(isJsonType)) return "application/json";
  return (
    types.find(isJsonType) ?? types.find((type) => essence(type) === "application/x-www-form-urlencoded")
  );
}

function isWildcard(mediaType: string): boolean {
  return essence(mediaType) === "*/*" || essence(mediaType) === "application/*";
}

function encodeBody(mediaType: string, body: Json): string {
  if (isJsonType(mediaType) || !isObject(body)) return JSON.stringify(body);
  return new URLSearchParams(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ).toString();
}

function fillPath(operation: Operation, input: CallInput): string {
  return operation.parameters.path.reduce((path, parameter) => {
    const value = input.path?.[parameter.name];
    if (value === undefined)
      throw new Unsendable(`${operation.method} ${operation.path}: no value for {${parameter.name}}.`);
    const text = serializePath(parameter, value);
    if (text === "." || text === "..") {
      throw new Unsendable(
        `${operation.method} ${operation.path}: {${parameter.name}} is "${text}", a step in a path and no value.`,
      );
    }
    return path.replaceAll(`{${parameter.name}}`, () => text);
  }, operation.path);
}

function present(
  parameters: readonly Parameter[],
  values: { readonly [name: string]: Json } | undefined,
): readonly (readonly [Parameter, Json])[] {
  return parameters.flatMap((parameter) => {
    const value =
      values !== undefined && Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    return value === undefined ? [] : [[parameter, value] as const];
  });
}

/** What `Accept` says: every media type that the document has for an answer. */
export function acceptedTypes(operation: Operation): string {
  const types = new Set(
    operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType)),
  );
  return types.size === 0 ? "*/*" : [...types].join(", ");
}
