// The only file that knows openapi-fetch: everything else calls what is exported here.
//
// openapi-fetch serialises a call, runs middleware, asks `fetch` once and reads the body. It is given a light object in
// the place of `Request`, because a real one costs as much again as the call and keeps a listener on every signal that
// it is shown. Middleware gets real ones.

import createOpenapiFetch, { type Middleware } from "openapi-fetch";
import type { Fetch, RetryOptions } from "./client-options.ts";
import type { OutgoingRequest } from "./call.ts";
import type { QueryStyles } from "./operation-description.ts";
import { fillPath } from "./path-values.ts";
import type { Settings } from "./settings.ts";

/** openapi-fetch's middleware. */
export type { Middleware } from "openapi-fetch";

/** openapi-fetch's client: each call gives `{ data, error, response }`. */
export type { Client as OpenapiFetchClient } from "openapi-fetch";

/** What openapi-fetch takes with a call, as far as it is looked at here. */
export interface TransportInit {
  readonly params?: { readonly path?: object; readonly query?: object; readonly [location: string]: unknown };
  readonly middleware?: readonly Middleware[];
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly fetch?: Fetch;
  readonly retry?: RetryOptions;
  readonly querySerializer?: unknown;
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
  readonly query: Readonly<Record<string, unknown>> | undefined;
  /** Does the exchange. */
  readonly send: (request: OutgoingRequest) => Promise<Response>;
}

/** Calls by path template, over one base URL and one set of middleware. */
export interface Transport {
  readonly call: (call: TransportCall) => Promise<TransportResult>;
  readonly use: (...middleware: Middleware[]) => void;
  readonly eject: (...middleware: Middleware[]) => void;
}

/** As much of a `Request` as openapi-fetch looks at, and at once the init that `fetch` takes. */
class LightRequest {
  readonly url: string;
  constructor(url: string, init: object) {
    Object.assign(this, init);
    this.url = url;
  }
}

/** Makes a transport. */
export function createTransport({ baseUrl, options }: Settings): Transport {
  const client = createOpenapiFetch<Record<string, never>>({
    baseUrl,
    headers: { "user-agent": options.userAgent, ...options.headers },
    pathSerializer: fillPath,
  });
  const request = client.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<TransportResult>;
  let light = true;
  return {
    call({ method, path, init, query, send }) {
      const { params } = init;
      return request(method, path, {
        Request: light && !init.middleware && !init.fetch ? LightRequest : Request,
        ...init,
        // openapi-fetch leaves the template as it is where there are no path values.
        params:
          params?.path && !query ? params : { path: {}, ...params, query: { ...query, ...params?.query } },
        fetch: send,
        signal: undefined,
      });
    },
    use(...middleware) {
      light = false;
      client.use(...middleware);
    },
    eject: (...middleware) => client.eject(...middleware),
  };
}
