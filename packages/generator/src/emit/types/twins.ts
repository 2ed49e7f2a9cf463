// What openapi-typescript calls the parts of an operation.
import {
  resolvePointer,
  type Content,
  type Document,
  type Operation,
  type Parameter,
} from "@specloom/api-model";

import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import { answeredContent, paramsParameters, sentContent } from "../operation-schemas.ts";
import { isObject } from "./schema-reading.ts";

const METHODS = new Set(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]);

/** True where openapi-typescript prints the operation at all. */
export function hasTwin({ method }: Operation): boolean {
  return METHODS.has(method);
}

/** The twin of `params`: parameters under the names that they have there, and the body. */
export function paramsTwin(operation: Operation): string {
  return [...parameterTwins(operation), ...bodyTwin(operation)].join(" & ");
}

/** The twin of what a call resolves to; undefined where it has no body. */
export function responseTwin(operation: Operation): string | undefined {
  const content = answeredContent(operation);
  const response = operation.responses.find((candidate) =>
    candidate.content.some((entry) => entry === content),
  );
  if (content === undefined || response === undefined) return undefined;
  const status = /^[1-5]\d\d$/.test(response.status) ? response.status : stringLiteral(response.status);
  return `${operationTwin(operation)}["responses"][${status}]["content"][${stringLiteral(content.mediaType)}]`;
}

/** True where openapi-typescript reads a parameter as the model does: it wants a schema, and `required` in a path. */
export function isReadAlike(parameter: Parameter, document: Document): boolean {
  const written = resolvePointer(document, parameter.pointer);
  if (!isObject(written) || written["name"] !== parameter.name || written["schema"] === undefined)
    return false;
  return parameter.in !== "path" || written["required"] === true;
}

/** True for an entry that refers to `components/mediaTypes` (OpenAPI 3.2), which openapi-typescript does not know. */
export function isReusable({ pointer }: Content): boolean {
  return pointer.startsWith("#/components/mediaTypes/");
}

function parameterTwins(operation: Operation): string[] {
  const twin = operationTwin(operation);
  const wanted = paramsParameters(operation);
  return (["path", "query", "header", "cookie"] as const).flatMap((place) => {
    const names = wanted.filter((parameter) => parameter.in === place);
    if (names.length === 0) return [];
    const renames = names.map(({ name, argument }) => `${propertyKey(name)}: ${stringLiteral(argument)}`);
    return [
      `Renamed<NonNullable<${twin}["parameters"][${stringLiteral(place)}]>, { ${renames.join("; ")} }>`,
    ];
  });
}

function bodyTwin(operation: Operation): string[] {
  const content = sentContent(operation);
  if (operation.call.body === "none" || content === undefined) return [];
  const media = `["content"][${stringLiteral(content.mediaType)}]`;
  const type = `NonNullable<${operationTwin(operation)}["requestBody"]>${media}`;
  if (operation.call.body === "members") return [type];
  return [`{ body${operation.body?.required === true ? "" : "?"}: ${type} }`];
}

function operationTwin({ path, method }: Operation): string {
  return `paths[${stringLiteral(path)}][${stringLiteral(method.toLowerCase())}]`;
}
