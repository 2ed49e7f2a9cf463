// The description by which the runtime makes one call.
import type { ApiModel, Json, Operation, Parameter } from "@specloom/api-model";

import { answeredContent, sentContent } from "../operation-schemas.ts";

/** One operation as the runtime reads it; what is not said has the runtime's default. */
export function operationData(operation: Operation, model: ApiModel): Json {
  const { call, parameters, body } = operation;
  const mediaType = body === undefined ? undefined : sentContent(operation)?.mediaType;
  const query = queryStyles(operation, { all: call.body !== "none" });
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

/** Query parameters that are not written in OpenAPI's default style, or all of them; undefined where there are none. */
export function queryStyles({ parameters }: Operation, { all }: { all: boolean }): Json | undefined {
  const entries = parameters.query.flatMap((parameter): [string, Json][] => {
    const style = queryStyle(parameter);
    return all || Object.keys(style).length > 0 ? [[parameter.name, style]] : [];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function queryStyle({ style, explode, allowReserved }: Parameter): { readonly [member: string]: Json } {
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
