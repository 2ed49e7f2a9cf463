// The description by which the runtime makes one call.
import type { ApiModel, Json, Operation, Parameter } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { answeredContent, sentContent } from "../operation-schemas.ts";
import { pagingCall } from "./paging.ts";

/** One operation as the runtime reads it; what is not said has the runtime's default. */
export function operationText(operation: Operation, model: ApiModel, source: SourceFile): string {
  const data = jsonLiteral(operationData(operation, model));
  if (operation.pagination === undefined) return data;
  return `${data.replace(/ \}$/, "")}, pages: ${pagingCall(operation.pagination, source)} }`;
}

function operationData(operation: Operation, model: ApiModel): Json {
  const { call, parameters, body } = operation;
  const mediaType = body === undefined ? undefined : sentContent(operation)?.mediaType;
  const query = queryStyles(operation, (style) => call.body !== "none" || Object.keys(style).length > 0);
  return {
    method: operation.method,
    path: operation.path,
    ...(call.positional && { positional: call.positional.parameter }),
    ...(call.paramsType === undefined && { params: false }),
    ...(parameters.header.length > 0 && { headers: wireNames(parameters.header) }),
    ...(parameters.cookie.length > 0 && { cookies: wireNames(parameters.cookie) }),
    ...(query && { query }),
    ...(call.body !== "none" && { body: call.body }),
    ...(call.body !== "none" && body?.required === false && { bodyOptional: true }),
    ...(mediaType !== undefined && mediaType !== "application/json" && { mediaType }),
    ...(answeredContent(operation) === undefined && { answer: "none" }),
    ...(isAnonymous(operation, model) && { anonymous: true }),
  };
}

/** The styles of those query parameters that `isSaid` asks for; undefined where there are none. */
export function queryStyles(
  { parameters }: Operation,
  isSaid: (style: QueryStyle, parameter: Parameter) => boolean,
): Json | undefined {
  const entries = parameters.query
    .map((parameter) => ({ parameter, style: queryStyle(parameter) }))
    .filter(({ parameter, style }) => isSaid(style, parameter))
    .map(({ parameter, style }): [string, Json] => [parameter.name, style]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What differs from `form` with `explode`, OpenAPI's default. */
type QueryStyle = { readonly [member: string]: Json };

function queryStyle({ style, explode, allowReserved }: Parameter): QueryStyle {
  return {
    ...(style !== "form" && { style }),
    ...(explode !== (style === "form") && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}

function wireNames(parameters: readonly Parameter[]): Json {
  return Object.fromEntries(parameters.map(({ argument, name }) => [argument, name]));
}

/** A document that asks for authentication nowhere has merely not written it down. */
function isAnonymous({ security }: Operation, model: ApiModel): boolean {
  return security.length === 0 && model.operations.some((operation) => operation.security.length > 0);
}
