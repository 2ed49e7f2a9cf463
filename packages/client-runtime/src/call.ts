// One call in progress: its clock, its caller's signal, and what it has sent so far. A call has one timer and one
// listener at a time; `AbortSignal.any` and `AbortSignal.timeout` would cost more than the rest of the call.

import type { ClientOptions, Fetch, RequestEvent, RequestOptions, RetryOptions } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { AbortError } from "./errors/abort-error.ts";
import { isClientError, type ErrorDetails } from "./errors/client-error.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Redact } from "./redact.ts";

/** What every call of a client shares. */
export interface CallContext {
  readonly options: ClientOptions;
  readonly retry: Required<RetryOptions>;
  readonly clock: Clock;
  readonly redact: Redact;
}

/** What is sent: the light object of the transport, or a `Request` where middleware looks at it. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: unknown;
}

/** Whether it is a real one, which is used up by sending it. */
export function isRequest(request: OutgoingRequest): request is Request {
  return "clone" in request;
}

/** Whether it can be sent more than once: a stream is used up, but a real request is cloned before. */
export function isRepeatable(request: OutgoingRequest): boolean {
  return isRequest(request) || !(request.body instanceof ReadableStream);
}

/** What sets one call apart. */
export interface CallOptions extends Pick<RequestOptions, "signal" | "timeout" | "retry"> {
  /** Sends no credentials. */
  readonly anonymous?: boolean | undefined;
  /** Replaces that of the client; it is given a `Request`. */
  readonly fetch?: Fetch | undefined;
  /** May be sent again whatever became of it, as `GET` may. */
  readonly repeatable?: boolean | undefined;
  /** Header under which a request is one and the same however often it comes. */
  readonly keyHeader?: string | undefined;
  /** Reads an answer that hands its body on. */
  readonly streams?: true | undefined;
}

/** A class of error. */
type Failure = new (message: string, details: ErrorDetails) => Error;

/** The state of one call, from its first request to the end of its answer. */
export interface Call {
  readonly context: CallContext;
  readonly options: CallOptions;
  readonly retry: Required<RetryOptions>;
  /** True where the answer's body is handed on unread, so that the caller's signal must reach it after the call has ended; false where it is read here; undefined until one of both is known. */
  raw?: boolean;
  readonly streams: true | undefined;
  /** Requests sent. */
  attempts: number;
  /** Whether a request was sent of which it is not known that it had no effect. */
  uncertain: boolean;
  /** The last request. */
  request?: OutgoingRequest;
  /** The last answer. */
  response?: Response | undefined;
  /** Milliseconds that the call may still take. */
  remaining(): number;
  /**
   * Starts the time of the next request. If the call had ended before, all its time starts anew, for a body that is
   * asked for later than its response came.
   *
   * @throws {AbortError} The caller has aborted.
   */
  arm(): void;
  /** Does that if the call had ended. */
  resume(): void;
  /** Starts the time, and gives what ends when the time is over or the caller aborts. */
  begin(): AbortSignal;
  /** Settles as the work does, or earlier with our error, also if the work does not heed the signal. Of nested ones the inner is ended. */
  readonly wait: <T>(work: () => PromiseLike<T>) => Promise<T>;
  /** Waits; the caller may abort. */
  pause(milliseconds: number): Promise<void>;
  /** Gives back timer and listener. */
  finish(): void;
  /** What hooks are told of the last request. */
  event(): RequestEvent;
  /** Ours as it is; anything else as the failed connection that it tells of. */
  failure(cause: unknown): Error;
  /** An error of this call: `GET https://example.com/things: …`. Secrets are redacted. */
  fail(Failure: Failure, problem: string, details?: ErrorDetails): Error;
}

/** Starts a call. */
export function startCall(context: CallContext, options: CallOptions): Call {
  const { clock, redact } = context;
  const { signal, timeout = context.options.timeout ?? 60_000 } = options;
  let start = 0;
  let controller: AbortController | undefined;
  let disarm: (() => void) | undefined;
  let reject: ((error: unknown) => void) | undefined;
  const stop = (Failure: Failure, problem: string, details?: ErrorDetails): void => {
    const error = call.fail(Failure, problem, details);
    reject?.(error);
    controller?.abort(error);
  };
  const abort = (): void => stop(AbortError, "aborted by the caller", { cause: signal!.reason });
  const call: Call = {
    context,
    options,
    // Asked of the promise only after the request was sent, where it is simply awaited.
    ...(options.streams && { raw: true }),
    retry: options.retry ? { ...context.retry, ...options.retry } : context.retry,
    streams: options.streams,
    attempts: 0,
    uncertain: false,
    remaining: () => start + call.retry.budget - clock.now(),
    arm() {
      if (signal?.aborted) throw call.fail(AbortError, "aborted by the caller", { cause: signal.reason });
      // Once more is the same as once.
      signal?.addEventListener("abort", abort);
      if (disarm) disarm();
      else start = clock.now();
      const time = Math.min(timeout, call.remaining());
      disarm = clock.after(time, () => stop(TimeoutError, `no whole answer in ${time} ms`));
    },
    resume() {
      if (!disarm) call.arm();
    },
    begin() {
      call.arm();
      const own = (controller = new AbortController()).signal;
      return call.raw && signal ? AbortSignal.any([own, signal]) : own;
    },
    async wait(work) {
      const outer = reject;
      try {
        return await new Promise((resolve, stopWaiting) => {
          reject = stopWaiting;
          work().then(resolve, stopWaiting);
        });
      } finally {
        reject = outer;
      }
    },
    pause(milliseconds) {
      disarm?.();
      return call.wait(() => new Promise((resolve) => (disarm = clock.after(milliseconds, resolve))));
    },
    finish() {
      disarm = disarm?.() as undefined;
      signal?.removeEventListener("abort", abort);
    },
    event() {
      const { method, url, headers } = call.request!;
      return { method, url: redact(url), headers, attempt: call.attempts };
    },
    failure: (cause) =>
      isClientError(cause) ? cause : call.fail(ConnectionError, "the connection failed", { cause }),
    fail(Failure, problem, details) {
      const { request, response, attempts, uncertain } = call;
      const summary =
        request &&
        redact({
          method: request.method,
          url: request.url,
          headers: Object.fromEntries(request.headers),
        });
      return new Failure(`${summary ? `${summary.method} ${summary.url}` : "Nothing was sent"}: ${problem}`, {
        request: summary,
        response,
        attempts,
        mayHaveTakenEffect: uncertain && !/GET|HEAD|OPTIONS|TRACE/.test(summary!.method),
        ...details,
        body: redact(details?.body),
      });
    },
  };
  return call;
}
