// The arguments of a resource method onto the wire: which goes to the path, the query, the headers, the body.

import type { RequestOptions } from "./client-options.ts";
import type { OperationDescription } from "./operation-description.ts";
import type { TransportInit } from "./transport.ts";

/** A call ready for the transport, and the options that came with it. */
export interface MappedArguments {
  readonly init: TransportInit;
  readonly options: RequestOptions;
  readonly params: Readonly<Values>;
}

type Values = Record<string, unknown>;

/** An object without a prototype: no name of a document reaches further than the object. */
const values = (): Values => ({ __proto__: null });

/** Sorts the arguments of a method. */
export function mapArguments(operation: OperationDescription, args: readonly unknown[]): MappedArguments {
  const rest = [...args];
  const first = operation.positional === undefined ? undefined : rest.shift();
  const params = (operation.params === false ? undefined : (rest.shift() as Values | undefined)) ?? {};
  const options = (rest[0] as RequestOptions | undefined) ?? {};
  const [path, query, body] = [values(), values(), values()];
  const headers: Values = { accept: operation.answer === "none" ? "*/*" : "application/json" };
  for (const name of Object.keys(params)) {
    const value = params[name];
    if (operation.path.includes(`{${name}}`)) path[name] = value;
    else if (has(operation.headers, name)) headers[operation.headers[name]!] = value;
    else if (has(operation.cookies, name)) addCookie(headers, operation.cookies[name]!, value);
    else (isBodyMember(operation, name) ? body : query)[name] = value;
  }
  if (operation.positional !== undefined) path[operation.positional] = first;
  return {
    options,
    params,
    init: {
      params: { path, query: Object.assign(query, options.query) },
      headers: Object.assign(
        headers,
        operation.mediaType && { "content-type": operation.mediaType },
        options.headers,
      ),
      body: bodyOf(operation, body),
      styles: operation.query ?? {},
      // The resource face reads the body itself.
      parseAs: "stream",
    },
  };
}

function isBodyMember({ body, query }: OperationDescription, name: string): boolean {
  return body === "whole" ? name === "body" : body === "members" && !has(query, name);
}

function bodyOf({ body, bodyOptional }: OperationDescription, members: Values): unknown {
  if (body === "whole") return members["body"];
  if (body === undefined || (bodyOptional && Object.keys(members).length === 0)) return undefined;
  return members;
}

function addCookie(headers: Values, name: string, value: unknown): void {
  if (value === undefined) return;
  const before = headers["cookie"] === undefined ? "" : `${headers["cookie"] as string}; `;
  headers["cookie"] = `${before}${name}=${encodeURIComponent(value as string | number)}`;
}

function has<Value>(
  map: Readonly<Record<string, Value>> | undefined,
  name: string,
): map is Record<string, Value> {
  return map !== undefined && Object.hasOwn(map, name);
}
