// One call in progress: its clock, its caller's signal, and what it has sent so far. A call has one timer and one
// listener at a time; `AbortSignal.any` and `AbortSignal.timeout` would cost more than the rest of the call.

import type { Fetch, RequestEvent, RequestOptions, RetryOptions } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { AbortError } from "./errors/abort-error.ts";
import { isClientError, type ErrorDetails } from "./errors/client-error.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Redactor } from "./redact.ts";
import type { Settings } from "./settings.ts";

/** What every call of a client shares. */
export interface CallContext {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly redact: Redactor;
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
  /** Sends no token. */
  readonly anonymous?: boolean | undefined;
  /** Replaces that of the client; it is given a `Request`. */
  readonly fetch?: Fetch | undefined;
  /** May be sent again whatever became of it, as `GET` may. */
  readonly repeatable?: boolean | undefined;
}

/** A class of error. */
type Failure = new (message: string, details: ErrorDetails) => Error;

/** The state of one call, from its first request to the end of its answer. */
export class Call {
  readonly context: CallContext;
  readonly options: CallOptions;
  readonly retry: Required<RetryOptions>;
  /** Whether the answer's body is handed on unread, so that the caller's signal must reach it after the call has ended. */
  raw = false;
  /** Requests sent. */
  attempts = 0;
  /** Whether a request was sent of which it is not known that it had no effect. */
  uncertain = false;
  /** The last request. */
  request: OutgoingRequest | undefined;
  /** The last answer. */
  response: Response | undefined;
  #start: number;
  #controller: AbortController | undefined;
  #disarm: (() => void) | undefined;
  readonly #waits: ((error: unknown) => void)[] = [];

  constructor(context: CallContext, options: CallOptions) {
    this.context = context;
    this.options = options;
    this.retry = {
      attempts: 3,
      budget: 120_000,
      unsafe: false,
      ...context.settings.options.retry,
      ...options.retry,
    };
    this.#start = context.clock.now();
  }

  /** Milliseconds that the call may still take. */
  get remaining(): number {
    return this.#start + this.retry.budget - this.context.clock.now();
  }

  /**
   * Starts the time of the next request.
   *
   * @returns What ends when that time is over or the caller aborts.
   * @throws {AbortError} The caller has aborted.
   */
  begin(): AbortSignal {
    const { signal } = this.options;
    this.#arm();
    const own = (this.#controller = new AbortController()).signal;
    return this.raw && signal ? AbortSignal.any([own, signal]) : own;
  }

  /**
   * Starts all time anew, for a body that is asked for later than its response came.
   *
   * @throws {AbortError} The caller has aborted.
   */
  resume(): void {
    this.#start = this.context.clock.now();
    this.#arm();
  }

  #arm(): void {
    const { signal, timeout = this.context.settings.options.timeout ?? 60_000 } = this.options;
    if (signal?.aborted) throw this.#aborted();
    // Once more is the same as once.
    signal?.addEventListener("abort", this.#abort);
    this.#disarm?.();
    const time = Math.min(timeout, this.remaining);
    this.#disarm = this.context.clock.after(time, () =>
      this.#stop(this.fail(TimeoutError, `no whole answer in ${time} ms`)),
    );
  }

  /** Settles as the work does, or earlier with our error, also if the work does not heed the signal. Of nested ones the inner is ended. */
  wait<T>(work: () => PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waits = this.#waits;
      waits.push(reject);
      const over = (): void => void (waits.includes(reject) && waits.splice(waits.indexOf(reject), 1));
      work().then(
        (value) => (over(), resolve(value)),
        (error) => (over(), reject(error)),
      );
    });
  }

  /** Waits; the caller may abort. */
  pause(milliseconds: number): Promise<void> {
    this.#disarm?.();
    return this.wait(
      () => new Promise((resolve) => (this.#disarm = this.context.clock.after(milliseconds, resolve))),
    );
  }

  /** Gives back timer and listener. */
  finish(): void {
    this.#disarm?.();
    this.options.signal?.removeEventListener("abort", this.#abort);
  }

  /** What hooks are told of the last request. */
  event(): RequestEvent {
    const { method, url, headers } = this.request!;
    return { method, url: this.context.redact.url(url), headers, attempt: this.attempts };
  }

  /** Ours as it is; anything else as the failed connection that it tells of. */
  failure(cause: unknown): Error {
    return isClientError(cause) ? cause : this.fail(ConnectionError, "the connection failed", { cause });
  }

  /** An error of this call: `GET https://example.com/things: …`. Secrets are redacted. */
  fail(Failure: Failure, problem: string, details?: ErrorDetails): Error {
    const { request, response, attempts, uncertain } = this;
    const { redact } = this.context;
    const summary = request && {
      method: request.method,
      url: redact.url(request.url),
      headers: redact.data(Object.fromEntries(request.headers)),
    };
    return new Failure(
      summary ? `${summary.method} ${summary.url}: ${problem}` : `Nothing was sent: ${problem}`,
      {
        request: summary,
        response,
        attempts,
        mayHaveTakenEffect: uncertain && !/GET|HEAD|OPTIONS|TRACE/.test(summary!.method),
        ...details,
        body: redact.data(details?.body),
      },
    );
  }

  readonly #abort = (): void => this.#stop(this.#aborted());

  #aborted(): Error {
    return this.fail(AbortError, "aborted by the caller", { cause: this.options.signal!.reason });
  }

  #stop(error: Error): void {
    this.#waits.pop()?.(error);
    this.#controller?.abort(error);
  }
}
