// The arguments of a resource method onto the wire: which goes to the path, the query, the headers, the body.

import type { RequestOptions } from "./client-options.ts";
import type { OperationDescription, Place } from "./operation-description.ts";
import { writeQuery } from "./query.ts";
import type { TransportInit } from "./transport.ts";

/** A call ready for the transport, and the options that came with it. */
export interface MappedArguments {
  readonly init: TransportInit;
  readonly options: RequestOptions;
  readonly params: Readonly<Values>;
}

type Values = Record<string, unknown>;

/** Objects with nothing behind them: no name of a document reaches further. `__proto__: null` makes slow ones. */
const Values = function () {} as unknown as new () => Values;
Values.prototype = Object.create(null);

/** Sorts the arguments of a method. */
export function mapArguments(operation: OperationDescription, args: readonly unknown[]): MappedArguments {
  const { positional, idempotencyKey, mediaType, places = {}, body: bodyKind } = operation;
  const rest = [...args];
  const [path, query, header] = [new Values(), new Values(), new Values()];
  const found: Partial<Record<Place[0], Values>> = { path, query, header };
  const first = positional === undefined ? undefined : rest.shift();
  const params = ((operation.params === false ? undefined : rest.shift()) ?? {}) as Values;
  const options = (rest[0] ?? {}) as RequestOptions;
  header["accept"] =
    operation.readAnswer?.accept ??
    operation.accept ??
    (operation.answer === "none" ? "*/*" : "application/json");
  if (idempotencyKey) header[idempotencyKey] = crypto.randomUUID();
  for (const argument of Object.keys(params)) {
    const value = params[argument];
    if (value === undefined) continue;
    const isPath = !operation.allPlaced && operation.path.includes(`{${argument}}`);
    const isBody = bodyKind === "members" || (bodyKind && argument === "body");
    const [location, name, isJSON] = Object.hasOwn(places, argument)
      ? places[argument]!
      : ([isPath ? "path" : isBody ? "body" : "query", argument] as const);
    (found[location] ??= new Values())[name] = isJSON ? JSON.stringify(value) : value;
  }
  if (positional !== undefined) path[positional] = first;
  const { cookie, body } = found;
  if (cookie) header["cookie"] = operation.writeCookies?.(cookie);
  if (mediaType) header["content-type"] = mediaType;
  return {
    options,
    params,
    init: {
      params: { path, query: Object.assign(query, options.query) },
      headers: Object.assign(operation.writeHeaders?.(header) ?? header, options.headers),
      body: bodyKind === "members" ? (body ?? (operation.bodyOptional ? undefined : {})) : body?.["body"],
      bodySerializer: operation.writeBody,
      pathSerializer: operation.writePath,
      querySerializer: operation.writeQuery ?? writeQuery,
      // The resource face reads the body itself.
      parseAs: "response",
    },
  };
}
