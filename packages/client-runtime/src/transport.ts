// The only file that knows openapi-fetch, of which the types are used: everything else calls what is exported here.
//
// The steps are openapi-fetch's, and a test holds them against the original to the letter. They stand here, because the
// original builds a real `Request` for each call, which costs as much again as the call and keeps a listener on every
// signal that it is shown, and because its serialisers alone weigh as much as all of the below. Only middleware, and a
// `fetch` of one call, get real requests.

import type { HeadersOptions, Middleware, QuerySerializer, QuerySerializerOptions } from "openapi-fetch";
import type { Call } from "./call.ts";
import type { Fetch, RetryOptions } from "./client-options.ts";
import type { Core } from "./core.ts";
import { mergeHeaders } from "./merge-headers.ts";
import { isMiddleware, runMiddleware } from "./middleware.ts";
import { parseJson } from "./parse-json.ts";
import { fillPath } from "./path-values.ts";
import { writeQueryAsOpenapiFetch } from "./query.ts";

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
  /** `response` is ours: an answer that is a success is given as it is, unread. */
  readonly parseAs?: "json" | "text" | "blob" | "arrayBuffer" | "stream" | "response";
  readonly middleware?: readonly Middleware[];
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly fetch?: Fetch;
  readonly Request?: typeof Request;
  readonly retry?: RetryOptions;
  readonly querySerializer?: QuerySerializer<unknown> | QuerySerializerOptions | undefined;
  readonly bodySerializer?: ((body: unknown, headers: Headers) => unknown) | undefined;
  readonly pathSerializer?: ((url: string, values: Values) => string) | undefined;
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
const OWN_OPTIONS = /^(params|baseUrl|parseAs|fetch|Request|middleware|keyHeader|.*Serializer)$/;

/** Sends a call, again where a body breaks off that may be asked for again, and gives openapi-fetch's result. */
export async function transmit(core: Core, call: Call, request: TransportCall): Promise<TransportResult> {
  for (;;) {
    try {
      return await readResult(await sendRequest(core, call, request), call, request);
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

function sendRequest(core: Core, call: Call, { method, path, init }: TransportCall): Promise<Response> {
  const { carried, options } = core;
  const { params = {}, body, baseUrl = core.baseUrl, parseAs = "json" } = init;
  const { querySerializer: writing, bodySerializer = writeBody, pathSerializer = fillPath } = init;
  const querySerializer =
    typeof writing === "function" ? writing : (values: Values) => writeQueryAsOpenapiFetch(values, writing);
  const merge = (first?: object): Headers =>
    mergeHeaders([first, { "user-agent": options.userAgent }, options.headers, init.headers, params.header]);
  const content = body === undefined ? undefined : bodySerializer(body, merge());
  const isJson = content !== undefined && !(content instanceof FormData);
  const search = querySerializer({
    ...options.query,
    ...(!call.anonymous && carried.query),
    ...params.query,
  });
  const target = pathSerializer(baseUrl.replace(/\/$/, "") + path, params.path ?? {});
  // A path may have a query of its own.
  const url = target + search.replace(/^\??(?=.)/, target.includes("?") ? "&" : "?");
  // What `fetch` does not know of it, it ignores; to leave it out costs more than all the rest.
  const light = {
    ...init,
    redirect: (init["redirect"] as RequestRedirect | undefined) ?? "follow",
    signal: null,
    url,
    method,
    body: content as BodyInit,
    headers: merge(isJson ? { "content-type": "application/json" } : undefined),
  } as const;
  const steps = [...core.steps, ...(init.middleware ?? [])].filter(isMiddleware);
  const { exchange } = call;
  if (!steps[0] && !init.fetch) return exchange(light);
  const request = new (init.Request ?? Request)(url, light);
  for (const key in init)
    if (!(key in request) && !OWN_OPTIONS.test(key)) Object.assign(request, { [key]: init[key] });
  const made = { baseUrl, fetch: exchange, parseAs, querySerializer, bodySerializer, pathSerializer };
  const told = { schemaPath: path, params, options: Object.freeze(made) };
  return call.wait(runMiddleware({ steps, told, send: exchange, request }));
}

/** openapi-fetch's result of an answer. */
function readResult(
  response: Response,
  call: Call,
  { method, init: { parseAs = "json" } }: TransportCall,
): TransportResult | Promise<TransportResult> {
  const { status, ok, headers } = response;
  if (ok && parseAs === "response") return { response };
  const length = headers.get("content-length");
  if (
    status === 204 ||
    method === "HEAD" ||
    (length === "0" && !headers.get("transfer-encoding")?.includes("chunked"))
  )
    return ok ? { data: undefined, response } : { error: undefined, response };
  if (ok && parseAs === "stream") return { data: response.body, response };
  if (ok && (parseAs !== "json" || length))
    return call.wait<unknown>(response[parseAs as "json"]()).then((data) => ({ data, response }));
  return call.wait(response.text()).then((text) => {
    if (ok) return { data: text ? JSON.parse(text) : undefined, response };
    const error = parseJson(text);
    return { error: error === undefined ? text : error, response };
  });
}

/** As openapi-fetch writes a body. */
function writeBody(body: unknown, headers: Headers): unknown {
  if (body instanceof FormData) return body;
  return headers.get("content-type") === "application/x-www-form-urlencoded"
    ? `${new URLSearchParams(body as Record<string, string>)}`
    : JSON.stringify(body);
}
