// The description by which the runtime makes one call.
import { bareMediaType, isJsonMediaType, typesOf } from "@specloom/api-model";
import type { ApiModel, Document, Json, Operation, Parameter } from "@specloom/api-model";

import type { SourceFile } from "../../print/source-file.ts";
import { jsonLiteral } from "../json-literal.ts";
import { answeredContent, isKeyHeader, sentContent } from "../operation-schemas.ts";
import { mediaKind } from "../media-kind.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { mediaCalls } from "./media-calls.ts";
import { pagingCall } from "./paging.ts";
import { plainWriters } from "./plain-styles.ts";

/** One operation as the runtime reads it; what is not said has the runtime's default. */
export function operationText(
  operation: Operation,
  { model, document }: Pick<ClientContext, "model" | "document">,
  source: SourceFile,
): string {
  const paging = pagingCall(operation, source);
  const styles = queryStyles(operation, (style) => Object.keys(style).length > 0);
  const paths = pathStyles(operation.parameters.path, document);
  const calls = [
    ...(paths === undefined
      ? []
      : [`writePath: /* @__PURE__ */ ${source.importValue("styledPath", RUNTIME)}(${jsonLiteral(paths)})`]),
    ...(styles === undefined
      ? []
      : [
          `writeQuery: /* @__PURE__ */ ${source.importValue("styledQuery", RUNTIME)}(${jsonLiteral(styles)})`,
        ]),
    ...(paging === undefined ? [] : [`pages: ${paging}`]),
    ...plainWriters(operation, { model, source, runtime: RUNTIME }).map(([member, value]) =>
      member === value ? member : `${member}: ${value}`,
    ),
    ...mediaCalls(operation, document, source),
  ];
  const data = jsonLiteral(operationData(operation, model));
  return calls.length === 0 ? data : `${data.replace(/ \}$/, "")}, ${calls.join(", ")} }`;
}

function operationData(operation: Operation, model: ApiModel): Json {
  const { call, body } = operation;
  const sent = body === undefined ? undefined : sentContent(operation)?.mediaType;
  // The content type of a multipart body holds its boundary, and is made with it.
  const mediaType = sent !== undefined && mediaKind(sent) === "multipart" ? undefined : sent;
  const bodiless = bodilessStatuses(operation);
  const accept = otherJSON(operation);
  const idempotencyKey = keyHeader(operation);
  return {
    method: operation.method,
    path: operation.path,
    ...(call.positional && { positional: call.positional.parameter }),
    ...(call.paramsType === undefined && { params: false }),
    ...placesData(operation),
    ...(call.body !== "none" && { body: call.body }),
    ...(call.body !== "none" && body?.required === false && { bodyOptional: true }),
    ...(mediaType !== undefined && mediaType !== "application/json" && { mediaType }),
    ...(accept !== undefined && { accept }),
    ...(answeredContent(operation) === undefined && { answer: "none" }),
    ...(bodiless.length > 0 && { bodiless }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
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

function queryStyle({ style, explode, allowReserved, mediaType }: Parameter): QueryStyle {
  // As JSON it is one text.
  if (mediaType !== undefined) return {};
  return {
    ...(style !== "form" && { style }),
    ...(explode !== (style === "form") && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}

/** The styles of path parameters that are no values in style `simple`; undefined where all are. */
export function pathStyles(parameters: readonly Parameter[], document: Document): Json | undefined {
  const entries = parameters.flatMap(({ name, style, explode, mediaType, schema }): [string, Json][] => {
    if (mediaType !== undefined) return [[name, { style: "json" }]];
    if (style === "simple" && !typesOf(document, schema).has("object")) return [];
    return [[name, { ...(style !== "simple" && { style }), ...(explode && { explode }) }]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/**
 * Places that the runtime would not find by itself: it takes a member that stands in the template for a path value, and what
 * is left for one of the body or, where there is none, of the query.
 */
function placesData({ call, path, parameters }: Operation): { readonly [member: string]: Json } {
  const given = parameters.path.filter(({ name }) => name !== call.positional?.parameter);
  const named = parameters.query.filter(({ argument, name }) => argument === name).map(({ name }) => name);
  if (call.body === "whole") named.push("body");
  const allPlaced =
    given.some(({ argument, name }) => argument !== name) || named.some((name) => path.includes(`{${name}}`));
  const query = parameters.query.filter(
    ({ argument, name, mediaType }) =>
      argument !== name || call.body === "members" || mediaType !== undefined,
  );
  const places = [
    ...(allPlaced ? given.map((parameter) => placeOf("path", parameter)) : []),
    ...query.map((parameter) => placeOf("query", parameter)),
    ...parameters.header.map((parameter) => placeOf("header", parameter)),
    ...parameters.cookie.map((parameter) => placeOf("cookie", parameter)),
  ];
  return {
    ...(places.length > 0 && { places: Object.fromEntries(places) }),
    ...(allPlaced && { allPlaced }),
  };
}

/** The media type of an answer of JSON, where it is not the usual one. */
function otherJSON(operation: Operation): string | undefined {
  const mediaType = answeredContent(operation)?.mediaType ?? "";
  const isOther = isJsonMediaType(mediaType) && bareMediaType(mediaType) !== "application/json";
  return isOther ? mediaType : undefined;
}

/** In a path, `writePath` writes JSON. */
function placeOf(location: string, { argument, name, mediaType }: Parameter): [string, Json] {
  const isJSON = mediaType !== undefined && location !== "path";
  return [argument, [location, name, ...(isJSON ? [true] : [])]];
}

/** Good answers without a body beside one that has one. The runtime knows of 204 and 205. */
function bodilessStatuses(operation: Operation): readonly number[] {
  if (answeredContent(operation) === undefined) return [];
  return operation.responses
    .filter(({ status, content }) => /^2\d\d$/.test(status) && content.length === 0)
    .map(({ status }) => Number(status))
    .filter((status) => status !== 204 && status !== 205);
}

/** The header of the idempotency key, as the parameter of that header spells it, where the document has one: the two are one header. */
export function keyHeader(operation: Operation): string | undefined {
  const { idempotencyKey } = operation;
  if (idempotencyKey === undefined) return undefined;
  return operation.parameters.header.find((header) => isKeyHeader(operation, header))?.name ?? idempotencyKey;
}

/** A document that asks for authentication nowhere has merely not written it down. */
function isAnonymous({ security }: Operation, model: ApiModel): boolean {
  if (security.length > 0 || model.securitySchemes.length === 0) return false;
  return model.operations.some((operation) => operation.security.length > 0);
}
