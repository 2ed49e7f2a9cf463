// What a caller can say: when a client is made, and with one call.

/** Does one HTTP exchange; `globalThis.fetch`, or anything that is called like it. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Headers by name; null takes one away that would be sent otherwise, but for those of the credentials: a call goes without
 * them where the document says so.
 */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;

/** When a call is sent again. */
export interface RetryOptions {
  /** Requests that one call may send; 1 sends nothing again. @default 3 */
  readonly attempts?: number | undefined;
  /** Milliseconds that one call may take, requests and waits together. @default 120000 */
  readonly budget?: number | undefined;
  /**
   * Repeats `POST` and `PATCH` like `GET`, also where the first may have taken effect: it can happen twice.
   *
   * @default false
   */
  readonly unsafe?: boolean | undefined;
}

/** A request that is about to be sent, or was. */
export interface RequestEvent {
  readonly method: string;
  /** Secrets are redacted. */
  readonly url: string;
  /** The headers themselves: `onRequest` may add to them. They hold the token. */
  readonly headers: Headers;
  /** From 1. */
  readonly attempt: number;
}

/** How a request ended: with a response, or with an error. */
export interface ResponseEvent extends RequestEvent {
  /** Its body belongs to the caller: do not read it. */
  readonly response?: Response;
  readonly error?: Error;
  /** From sending to the headers of the answer. */
  readonly milliseconds: number;
}

/** A request that will be sent again. */
export interface RetryEvent extends RequestEvent {
  readonly response?: Response;
  readonly error?: Error;
  /** Milliseconds until then. */
  readonly delay: number;
}

/**
 * Called for each request, those for tokens and repeated ones too, and waited for where they give a promise, within the time
 * of the call. What they throw, the call rejects with.
 */
export interface Hooks {
  readonly onRequest?: (event: RequestEvent) => unknown;
  readonly onResponse?: (event: ResponseEvent) => unknown;
  readonly onRetry?: (event: RetryEvent) => unknown;
}

/**
 * Options of a client of path calls alone, which has no log: give it `hooks`. An explicit one wins over the environment;
 * `undefined` and blank strings count as not given.
 */
export interface PathClientOptions {
  /**
   * Where the API is, with its base path.
   *
   * @default `…_BASE_URL` of the environment, else the document's first server
   */
  readonly baseUrl?: string | undefined;
  /**
   * Bearer token, or a function that gives one. The function is asked before each call, and once more when the server
   * refuses its token with 401; it should cache. Not together with `clientId` and `clientSecret`.
   *
   * @default `…_TOKEN` of the environment
   */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** Client id for OAuth 2.0 client credentials (RFC 6749, section 4.4). @default `…_CLIENT_ID` of the environment */
  readonly clientId?: string | undefined;
  /** Client secret, with `clientId`. @default `…_CLIENT_SECRET` of the environment */
  readonly clientSecret?: string | undefined;
  /**
   * User name for HTTP Basic (RFC 7617), where the document has that scheme.
   *
   * @default `…_USERNAME` of the environment
   */
  readonly username?: string | undefined;
  /** Password, with `username`. @default `…_PASSWORD` of the environment */
  readonly password?: string | undefined;
  /**
   * The API key, where the document has one; of several that which most operations ask for. A client has an option for each
   * of the others, named after it.
   *
   * @default `…_API_KEY` of the environment
   */
  readonly apiKey?: string | undefined;
  /**
   * Where client credentials are exchanged for tokens; relative to `baseUrl`.
   *
   * @default the document's token URL, moved to `baseUrl` if it is on one of the document's servers
   */
  readonly tokenUrl?: string | undefined;
  /** Milliseconds that one request may take, its answer's body included. @default 60000 */
  readonly timeout?: number | undefined;
  /**
   * When a call is sent again, with growing, random waits or those that the server asks for. `GET`, `HEAD`, `PUT` and
   * `DELETE` are after a failed connection, a timeout, and 408, 429, 500, 502, 503 and 504; others only where the first
   * had no effect: after 429, 503 with `Retry-After`, and when no connection was made.
   */
  readonly retry?: RetryOptions | undefined;
  /** Sends the requests. @default `globalThis.fetch`, looked up at each request */
  readonly fetch?: Fetch | undefined;
  /** The header `User-Agent`; browsers send their own. @default that of the runtime */
  readonly userAgent?: string | undefined;
  /** Called for each request, for tracing. */
  readonly hooks?: Hooks | undefined;
  /** Headers of every call. An `Authorization` here is sent as it is, and no token is fetched. */
  readonly headers?: HeaderOptions | undefined;
  /** Query parameters of every call. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
}

/** From which line on a client logs: `debug` each request, `info` each answer, `warn` each retry. */
export type LogLevel = "debug" | "info" | "warn" | "off";

/** Where a client logs; `console` is one. */
export interface Logger {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
}

/** Options of the log. */
export interface LoggingOptions {
  /** @default console */
  readonly logger?: Logger | undefined;
  /** @default `…_LOG` of the environment, else "warn" */
  readonly logLevel?: LogLevel | undefined;
}

/** Options of a client. */
export interface ClientOptions extends PathClientOptions, LoggingOptions {}

/** Options of one call. */
export interface RequestOptions {
  /** Aborts the call, its waits included; it rejects with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one request may take. @default that of the client */
  readonly timeout?: number | undefined;
  /** When the call is sent again, over what the client says. */
  readonly retry?: RetryOptions | undefined;
  /** Further headers, over those of the client and of `params`. */
  readonly headers?: HeaderOptions | undefined;
  /** Further query parameters, over those of the client and of `params`. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
}
