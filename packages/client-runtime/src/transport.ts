// The only file that knows openapi-fetch: everything else calls what is exported here.
//
// Types, serialisers and the order of the steps are openapi-fetch's, and a test holds them against the original. The
// steps themselves stand here, because the original builds a real `Request` for each call, which costs as much again as
// the call and keeps a listener on every signal that it is shown, and because it brings serialisers along that are
// never used here. Only middleware, and a `fetch` of one call, get real requests.

import {
  createQuerySerializer,
  defaultBodySerializer,
  mergeHeaders,
  type HeadersOptions,
  type Middleware,
  type QuerySerializer,
  type QuerySerializerOptions,
} from "openapi-fetch";
import { isMiddleware, runMiddleware, type Step } from "./middleware.ts";
import { parseJson } from "./parse-json.ts";
import type { OutgoingRequest } from "./call.ts";
import type { Fetch, RetryOptions } from "./client-options.ts";
import type { QueryStyles } from "./operation-description.ts";
import { fillPath } from "./path-values.ts";
import type { Settings } from "./settings.ts";

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

/** One call for the transport. */
export interface TransportCall {
  readonly method: string;
  /** Path template. */
  readonly path: string;
  readonly init: TransportInit;
  /** Query parameters that every call carries. */
  readonly query: Values | undefined;
  /** How the query is written, unless the call itself says. */
  readonly writeQuery: ((query: Values) => string) | undefined;
  /** Does the exchange. */
  readonly send: (request: OutgoingRequest) => Promise<Response>;
  /** Bounds what goes on outside of that: middleware, and the reading of a body. */
  readonly wait: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Calls by path template, over one base URL and one set of middleware. */
export interface Transport {
  readonly call: (call: TransportCall) => Promise<TransportResult>;
  readonly use: (...middleware: Middleware[]) => void;
  readonly eject: (...middleware: Middleware[]) => void;
}

/** Options that are not for `fetch`; all others middleware finds on the request. */
const OWN_OPTIONS = /^(params|baseUrl|parseAs|fetch|Request|middleware|.*Serializer)$/;

/** Makes a transport. */
export function createTransport({ baseUrl: clientUrl, options }: Settings): Transport {
  const registered: Step[] = [];
  const clientHeaders = { "user-agent": options.userAgent, ...options.headers };
  return {
    async call({ method, path: schemaPath, init, query, writeQuery, send, wait }) {
      const {
        params = {},
        body,
        headers,
        baseUrl = clientUrl,
        parseAs = "json",
        middleware = [],
        fetch,
        querySerializer: given = writeQuery,
        bodySerializer = defaultBodySerializer,
        pathSerializer = fillPath,
      } = init;
      const querySerializer = typeof given === "function" ? given : createQuerySerializer(given);
      const all = [clientHeaders, headers, params.header];
      const content = body === undefined ? undefined : bodySerializer(body, mergeHeaders(...all));
      const isJson = content !== undefined && !(content instanceof FormData);
      const search = querySerializer(query ? { ...query, ...params.query } : (params.query ?? {}));
      const url =
        pathSerializer(baseUrl.replace(/\/$/, "") + schemaPath, params.path ?? {}) +
        search.replace(/^\??(?=.)/, "?");
      // What `fetch` does not know of it, it ignores; to leave it out costs more than all the rest.
      const light = {
        redirect: "follow",
        ...init,
        signal: null,
        url,
        method,
        body: content as BodyInit,
        headers: mergeHeaders(isJson ? { "Content-Type": "application/json" } : undefined, ...all),
      } as const;
      const steps = [...registered, ...middleware];
      if (!steps[0] && !fetch) return readAnswer(await send(light), { method, parseAs, wait });
      const request = new (init.Request ?? Request)(url, light);
      for (const key in init)
        if (!(key in request) && !OWN_OPTIONS.test(key)) Object.assign(request, { [key]: init[key] });
      const told = {
        schemaPath,
        params,
        options: Object.freeze({
          baseUrl,
          fetch: send,
          parseAs,
          querySerializer,
          bodySerializer,
          pathSerializer,
        }),
      };
      const response = await wait(() => runMiddleware({ steps, told, send, request }));
      return readAnswer(response, { method, parseAs, wait });
    },
    use(...middleware) {
      registered.push(...middleware.filter(isMiddleware));
    },
    eject(...middleware) {
      for (const one of middleware)
        if (registered.includes(one)) registered.splice(registered.indexOf(one), 1);
    },
  };
}

/** How an answer is read. */
interface Reading extends Pick<TransportCall, "method" | "wait"> {
  readonly parseAs: NonNullable<TransportInit["parseAs"]>;
}

/** openapi-fetch's result of an answer. */
async function readAnswer(response: Response, { method, parseAs, wait }: Reading): Promise<TransportResult> {
  const { status, ok, headers } = response;
  const length = headers.get("content-length");
  const isEmpty =
    status === 204 ||
    method === "HEAD" ||
    (length === "0" && !headers.get("transfer-encoding")?.includes("chunked"));
  if (isEmpty) return { [ok ? "data" : "error"]: undefined, response };
  if (ok && parseAs === "stream") return { data: response.body, response };
  if (ok && (parseAs !== "json" || length)) {
    const data = await wait((): Promise<unknown> => response[parseAs as "json"]());
    return { data, response };
  }
  const text = await wait(() => response.text());
  if (ok) return { data: text ? JSON.parse(text) : undefined, response };
  const error = parseJson(text);
  return { error: error === undefined ? text : error, response };
}
