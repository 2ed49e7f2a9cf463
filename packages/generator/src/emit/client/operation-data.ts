// The description by which the runtime makes one call.
import { bareMediaType, isJsonMediaType } from "@specloom/api-model";
import type { ApiModel, Json, Operation, Parameter } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { answeredContent, isKeyHeader, sentContent } from "../operation-schemas.ts";
import { mediaKind } from "../media-kind.ts";
import type { ClientContext } from "./client-context.ts";
import { mediaCalls } from "./media-calls.ts";
import { pagingCall } from "./paging.ts";

/** One operation as the runtime reads it; what is not said has the runtime's default. */
export function operationText(
  operation: Operation,
  { model, document }: Pick<ClientContext, "model" | "document">,
  source: SourceFile,
): string {
  const paging = pagingCall(operation, source);
  const calls = [
    ...(paging === undefined ? [] : [`pages: ${paging}`]),
    ...mediaCalls(operation, document, source),
  ];
  const data = jsonLiteral(operationData(operation, model));
  return calls.length === 0 ? data : `${data.replace(/ \}$/, "")}, ${calls.join(", ")} }`;
}

function operationData(operation: Operation, model: ApiModel): Json {
  const { call, parameters, body } = operation;
  const sent = body === undefined ? undefined : sentContent(operation)?.mediaType;
  // The content type of a multipart body holds its boundary, and is made with it.
  const mediaType = sent !== undefined && mediaKind(sent) === "multipart" ? undefined : sent;
  const query = queryStyles(operation, (style) => call.body !== "none" || Object.keys(style).length > 0);
  const bodiless = bodilessStatuses(operation);
  const accept = otherJSON(operation);
  return {
    method: operation.method,
    path: operation.path,
    ...(call.positional && { positional: call.positional.parameter }),
    ...(call.paramsType === undefined && { params: false }),
    ...wireNamesOfPathAndQuery(operation),
    ...(parameters.header.length > 0 && { headers: wireNames(parameters.header) }),
    ...(parameters.cookie.length > 0 && { cookies: wireNames(parameters.cookie) }),
    ...(query && { query }),
    ...(call.body !== "none" && { body: call.body }),
    ...(call.body !== "none" && body?.required === false && { bodyOptional: true }),
    ...(mediaType !== undefined && mediaType !== "application/json" && { mediaType }),
    ...(accept !== undefined && { accept }),
    ...(answeredContent(operation) === undefined && { answer: "none" }),
    ...(bodiless.length > 0 && { bodiless }),
    ...(operation.idempotencyKey !== undefined && {
      idempotencyKey: keyHeader(operation, operation.idempotencyKey),
    }),
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

/** Names that the runtime would not find by itself: it takes a member that stands in the template for a path value. */
function wireNamesOfPathAndQuery({ call, path, parameters }: Operation): { readonly [member: string]: Json } {
  const given = parameters.path.filter(({ name }) => name !== call.positional?.parameter);
  const query = parameters.query.filter(({ argument, name }) => argument !== name);
  const others = parameters.query.filter(({ argument, name }) => argument === name).map(({ name }) => name);
  if (call.body === "whole") others.push("body");
  const isMistaken =
    given.some(({ argument, name }) => argument !== name) ||
    others.some((name) => path.includes(`{${name}}`));
  return {
    ...(isMistaken && { pathNames: wireNames(given) }),
    ...(query.length > 0 && { queryNames: wireNames(query) }),
  };
}

/** The media type of an answer of JSON, where it is not the usual one. */
function otherJSON(operation: Operation): string | undefined {
  const mediaType = answeredContent(operation)?.mediaType ?? "";
  const isOther = isJsonMediaType(mediaType) && bareMediaType(mediaType) !== "application/json";
  return isOther ? mediaType : undefined;
}

/** Good answers without a body beside one that has one. The runtime knows of 204 and 205. */
function bodilessStatuses(operation: Operation): readonly number[] {
  if (answeredContent(operation) === undefined) return [];
  return operation.responses
    .filter(({ status, content }) => /^2\d\d$/.test(status) && content.length === 0)
    .map(({ status }) => Number(status))
    .filter((status) => status !== 204 && status !== 205);
}

/** As the parameter of that header spells it, where the document has one: the two are one header. */
function keyHeader(operation: Operation, idempotencyKey: string): string {
  return operation.parameters.header.find((header) => isKeyHeader(operation, header))?.name ?? idempotencyKey;
}

function wireNames(parameters: readonly Parameter[]): Json {
  return Object.fromEntries(parameters.map(({ argument, name }) => [argument, name]));
}

/** A document that asks for authentication nowhere has merely not written it down. */
function isAnonymous({ security }: Operation, model: ApiModel): boolean {
  return security.length === 0 && model.operations.some((operation) => operation.security.length > 0);
}
