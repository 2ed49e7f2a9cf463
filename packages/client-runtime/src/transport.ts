// The only file that knows openapi-fetch, of which the types are used: everything else calls what is exported here.
//
// The steps are openapi-fetch's, and a test holds them against the original to the letter. They stand here, because the
// original builds a real `Request` for each call, which costs as much again as the call and keeps a listener on every
// signal that it is shown, and because its serialisers alone weigh as much as all of the below. Only middleware, and a
// `fetch` of one call, get real requests.

import type { HeadersOptions, Middleware, QuerySerializer, QuerySerializerOptions } from "openapi-fetch";
import type { Call, OutgoingRequest } from "./call.ts";
import type { Fetch, RetryOptions } from "./client-options.ts";
import type { Core } from "./core.ts";
import { isMiddleware, runMiddleware } from "./middleware.ts";
import type { QueryStyles } from "./operation-description.ts";
import { parseJson } from "./parse-json.ts";
import { fillPath } from "./path-values.ts";
import { serializeQuery, type QueryWriting } from "./query.ts";
import { send } from "./send.ts";

/** openapi-fetch's middleware. */
export type { Middleware } from "openapi-fetch";

/** openapi-fetch's client: each call gives `{ data, error, response }`. */
export type { Client as OpenapiFetchClient } from "openapi-fetch";

type Values = Readonly<Record<string, unknown>>;

/** What openapi-fetch takes with a call, as far as it is looked at here. */
export interface TransportInit {
  readonly params?: {
    readonly path?: Values;
    readonly query?: Values;
    readonly header?: HeadersOptions;
    readonly [location: string]: unknown;
  };
  readonly body?: unknown;
  readonly headers?: HeadersOptions;
  readonly baseUrl?: string;
  readonly parseAs?: "json" | "text" | "blob" | "arrayBuffer" | "stream";
  readonly middleware?: readonly Middleware[];
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly fetch?: Fetch;
  readonly Request?: typeof Request;
  readonly retry?: RetryOptions;
  readonly querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions | undefined;
  readonly bodySerializer?: ((body: unknown, headers: Headers) => unknown) | undefined;
  readonly pathSerializer?: (url: string, values: Values) => string;
  /** Query styles of the operation; ours, openapi-fetch does not know it. */
  readonly styles?: QueryStyles | undefined;
  readonly [option: string]: unknown;
}

/** openapi-fetch's result. */
export interface TransportResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** One operation to call. */
export interface TransportCall {
  readonly method: string;
  /** Path template. */
  readonly path: string;
  readonly init: TransportInit;
}

/** Options that are not for `fetch`; all others middleware finds on the request. */
const OWN_OPTIONS = /^(params|baseUrl|parseAs|fetch|Request|middleware|.*Serializer)$/;

/** Sends a call, again where a body breaks off that may be asked for again, and gives openapi-fetch's result. */
export async function transmit(core: Core, call: Call, request: TransportCall): Promise<TransportResult> {
  for (;;) {
    try {
      return await transmitOnce(core, call, request);
    } catch (error) {
      // What middleware and serialisers throw stays as it is; a body that breaks off is a failed connection.
      if (!call.response?.bodyUsed) throw error;
      // openapi-fetch's contract for a body that is not JSON; its message would show a piece of the body.
      if (error instanceof SyntaxError) throw new SyntaxError(error.message.replace(/"[^]*"/, '"…"'));
      const failure = call.failure(error);
      if (!(await call.pauseToRetry({ error: failure }))) throw failure;
    }
  }
}

async function transmitOnce(
  core: Core,
  call: Call,
  { method, path, init }: TransportCall,
): Promise<TransportResult> {
  const { api, authentication, options, steps: registered } = core;
  const {
    params = {},
    body,
    headers,
    baseUrl = core.baseUrl,
    parseAs = "json",
    middleware = [],
    querySerializer: writing,
    bodySerializer = serializeBody,
    pathSerializer = fillPath,
    styles = api.queryStyles?.[`${method} ${path}`],
  } = init;
  const querySerializer =
    typeof writing === "function"
      ? writing
      : (values: Values): string =>
          serializeQuery(values, (writing as QueryWriting | undefined) ?? { styles });
  const all = [{ "user-agent": options.userAgent }, options.headers, headers, params.header];
  const content = body === undefined ? undefined : bodySerializer(body, mergeHeaders(all));
  const isJson = content !== undefined && !(content instanceof FormData);
  const carried = call.options.anonymous ? undefined : authentication.query;
  const query =
    options.query || carried ? { ...options.query, ...carried, ...params.query } : (params.query ?? {});
  const search = querySerializer(query);
  const url =
    pathSerializer(baseUrl.replace(/\/$/, "") + path, params.path ?? {}) + search.replace(/^\??(?=.)/, "?");
  // What `fetch` does not know of it, it ignores; to leave it out costs more than all the rest.
  const light = {
    ...init,
    redirect: (init["redirect"] as RequestRedirect | undefined) ?? "follow",
    signal: null,
    url,
    method,
    body: content as BodyInit,
    headers: mergeHeaders(isJson ? [{ "content-type": "application/json" }, ...all] : all),
  } as const;
  const exchange = (request: OutgoingRequest): Promise<Response> => send(call, authentication, request);
  const steps = [...registered, ...middleware].filter(isMiddleware);
  if (!steps[0] && !init.fetch) return readResult(await exchange(light), { call, method, parseAs });
  const request = new (init.Request ?? Request)(url, light);
  for (const key in init)
    if (!(key in request) && !OWN_OPTIONS.test(key)) Object.assign(request, { [key]: init[key] });
  const made = { baseUrl, fetch: exchange, parseAs, querySerializer, bodySerializer, pathSerializer };
  const told = { schemaPath: path, params, options: Object.freeze(made) };
  const response = await call.wait(() => runMiddleware({ steps, told, send: exchange, request }));
  return readResult(response, { call, method, parseAs });
}

/** As openapi-fetch writes a body. */
function serializeBody(body: unknown, headers: Headers): unknown {
  if (body instanceof FormData) return body;
  return headers.get("content-type") === "application/x-www-form-urlencoded"
    ? `${new URLSearchParams(body as Record<string, string>)}`
    : JSON.stringify(body);
}

/** Later ones take the place of earlier ones; null takes away. */
function mergeHeaders(all: readonly (HeadersOptions | undefined)[]): Headers {
  const merged = new Headers();
  for (const headers of all) {
    if (!headers) continue;
    const entries = headers instanceof Headers ? headers : Object.entries<unknown>(headers);
    for (const [name, value] of entries) {
      if (value === null) merged.delete(name);
      else if (Array.isArray(value)) for (const one of value) merged.append(name, one as string);
      else if (value !== undefined) merged.set(name, value as string);
    }
  }
  return merged;
}

/** How an answer is read. */
interface Reading {
  readonly call: Call;
  readonly method: string;
  readonly parseAs: NonNullable<TransportInit["parseAs"]>;
}

/** openapi-fetch's result of an answer. */
async function readResult(response: Response, { call, method, parseAs }: Reading): Promise<TransportResult> {
  const { status, ok, headers } = response;
  const length = headers.get("content-length");
  if (
    status === 204 ||
    method === "HEAD" ||
    (length === "0" && !headers.get("transfer-encoding")?.includes("chunked"))
  )
    return { [ok ? "data" : "error"]: undefined, response };
  if (ok && parseAs === "stream") return { data: response.body, response };
  if (ok && (parseAs !== "json" || length)) {
    const data = await call.wait((): Promise<unknown> => response[parseAs as "json"]());
    return { data, response };
  }
  const text = await call.wait(() => response.text());
  if (ok) return { data: text ? JSON.parse(text) : undefined, response };
  const error = parseJson(text);
  return { error: error === undefined ? text : error, response };
}
