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
  const { positional, idempotencyKey, mediaType } = operation;
  const rest = [...args];
  const [path, query, body] = [values(), values(), values()];
  const first = positional === undefined ? undefined : rest.shift();
  if (positional !== undefined) path[positional] = first;
  const params = (operation.params === false ? undefined : (rest.shift() as Values | undefined)) ?? {};
  const options = (rest[0] as RequestOptions | undefined) ?? {};
  const headers: Values = {
    accept:
      operation.readAnswer?.accept ??
      operation.accept ??
      (operation.answer === "none" ? "*/*" : "application/json"),
    ...(idempotencyKey && { [idempotencyKey]: crypto.randomUUID() }),
  };
  for (const argument of Object.keys(params)) {
    const value = params[argument];
    if (value === undefined) continue;
    const place = operation.pathNames
      ? own(operation.pathNames, argument)
      : operation.path.includes(`{${argument}}`) && argument;
    const header = own(operation.headers, argument);
    const cookie = own(operation.cookies, argument);
    const parameter = own(operation.queryNames, argument);
    if (header) headers[header] = value;
    else if (cookie) addCookie(headers, cookie, value);
    else if (parameter) query[parameter] = value;
    else if (place) path[place] = place === positional ? first : value;
    else (isBodyMember(operation, argument) ? body : query)[argument] = value;
  }
  return {
    options,
    params,
    init: {
      params: { path, query: Object.assign(query, options.query) },
      headers: Object.assign(headers, mediaType && { "content-type": mediaType }, options.headers),
      body: bodyOf(operation, body),
      bodySerializer: operation.writeBody,
      styles: operation.query ?? {},
      // The resource face reads the body itself.
      parseAs: "stream",
    },
  };
}

function isBodyMember({ body, query }: OperationDescription, name: string): boolean {
  return body === "whole" ? name === "body" : body === "members" && !own(query, name);
}

function bodyOf({ body, bodyOptional }: OperationDescription, members: Values): unknown {
  if (body === "whole") return members["body"];
  return body && (!bodyOptional || Object.keys(members)[0] !== undefined) ? members : undefined;
}

function addCookie(headers: Values, name: string, value: unknown): void {
  const cookie = `${name}=${encodeURIComponent(value as string)}`;
  headers["cookie"] = headers["cookie"] ? `${headers["cookie"] as string}; ${cookie}` : cookie;
}

/** Never a member of the prototype. */
function own<Value>(map: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined;
}
