// One call in progress: its clock, its caller's signal, and what it has sent so far. A call has one timer and one
// listener at a time; `AbortSignal.any` and `AbortSignal.timeout` would cost more than the rest of the call.

import type { ClientOptions, Fetch, RequestEvent, RequestOptions, RetryOptions } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { discard } from "./discard.ts";
import { AbortError } from "./errors/abort-error.ts";
import { isClientError, type ErrorDetails } from "./errors/client-error.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Redact } from "./redact.ts";
import { isFailedUnsent, isRefused, isRepeatedStatus, LONGEST_WAIT, retryAfter } from "./retry.ts";

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

/** How one request ended. */
interface Outcome {
  readonly response?: Response;
  readonly error?: Error;
}

/** What sets one call apart. */
export interface CallOptions extends Pick<RequestOptions, "signal" | "timeout" | "retry"> {
  /** Sends no credentials. */
  readonly anonymous?: boolean | undefined;
  /** Replaces that of the client; it is given a `Request`. */
  readonly fetch?: Fetch | undefined;
  /** Header under which a request is one and the same however often it comes. */
  readonly keyHeader?: string | undefined;
  /** True where the answer's body is handed on unread: the caller's signal reaches it after the call has ended. */
  readonly raw?: boolean | undefined;
}

/** A class of error. */
type Failure = new (message: string, details: ErrorDetails) => Error;

/** Whether a request can be sent more than once: a stream is used up, but a real request is cloned before. */
export function isRepeatable(request: OutgoingRequest): boolean {
  return "clone" in request || !(request.body instanceof ReadableStream);
}

/** The state of one call, from its first request to the end of its answer. Whoever starts one finishes it. */
export class Call {
  /** Whether the body is handed on unread; undefined until that is known. */
  raw: boolean | undefined;
  /** The last answer. */
  response: Response | undefined;
  readonly options: CallOptions;
  readonly #context: CallContext;
  readonly #retry: Required<RetryOptions>;
  #start = 0;
  #attempts = 0;
  /** Whether a request was sent of which it is not known that it had no effect. */
  #isUncertain = false;
  #request: OutgoingRequest | undefined;
  #controller: AbortController | undefined;
  #disarm: (() => void) | undefined;
  /** Ends what is waited for. */
  #reject: ((error: unknown) => void) | undefined;
  #onAbort: (() => void) | undefined;

  constructor(context: CallContext, options: CallOptions) {
    this.options = options;
    this.raw = options.raw;
    this.#context = context;
    this.#retry = options.retry ? { ...context.retry, ...options.retry } : context.retry;
  }

  /**
   * Starts the time of what comes next. If the call had ended before, all its time starts anew, for a body that is asked
   * for later than its response came.
   *
   * @throws {AbortError} The caller has aborted.
   */
  arm(): void {
    const { clock, options } = this.#context;
    const { signal, timeout = options.timeout ?? 60_000 } = this.options;
    if (signal?.aborted) throw this.#aborted();
    // Once more is the same as once.
    signal?.addEventListener("abort", (this.#onAbort ??= () => this.#stop(this.#aborted())));
    const now = clock.now();
    if (this.#disarm) this.#disarm();
    else this.#start = now;
    const time = Math.min(timeout, this.#remaining(now));
    this.#disarm = clock.after(time, () =>
      this.#stop(this.fail(TimeoutError, `no whole answer in ${time} ms`)),
    );
  }

  /** Does that if the call had ended. */
  resume(): void {
    if (!this.#disarm) this.arm();
  }

  /** Gives back timer and listener. */
  finish(): void {
    this.#disarm?.();
    this.#disarm = undefined;
    if (this.#onAbort) this.options.signal!.removeEventListener("abort", this.#onAbort);
  }

  /** Settles as the work does, or earlier with our error, also if the work does not heed the signal. Of nested ones the inner is ended. */
  wait<T>(work: () => PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const outer = this.#reject;
      const ending =
        <V>(settle: (value: V) => void) =>
        (value: V): void => {
          this.#reject = outer;
          settle(value);
        };
      this.#reject = ending(reject);
      work().then(ending(resolve), this.#reject);
    });
  }

  /** Sends the request until an answer stands. Rejects only with errors of this package. */
  async exchange(outgoing: OutgoingRequest): Promise<Response> {
    const { clock, options } = this.#context;
    for (;;) {
      const wasUncertain = this.#isUncertain;
      this.arm();
      this.#request = outgoing;
      this.response = undefined;
      this.#attempts++;
      const started = clock.now();
      options.hooks?.onRequest?.(this.#event());
      this.#isUncertain = true;
      let response: Response | undefined;
      let cause: unknown;
      try {
        response = this.response = await this.wait(() => this.#fetch(outgoing));
      } catch (error) {
        cause = error;
      }
      const isHarmless = response ? isRefused(response, started) : isFailedUnsent(cause);
      if (isHarmless) this.#isUncertain = wasUncertain;
      const outcome = response ? { response } : { error: this.failure(cause) };
      options.hooks?.onResponse?.({
        ...this.#event(),
        ...outcome,
        milliseconds: clock.now() - started,
      });
      if (response?.ok || !(await this.pauseToRetry(outcome, isHarmless))) {
        if (response) return response;
        throw outcome.error!;
      }
    }
  }

  /** Waits for the next request; false where there must be none. What had no effect may be sent again. */
  async pauseToRetry(outcome: Outcome, isHarmless?: boolean): Promise<boolean> {
    const { clock, options } = this.#context;
    const { response, error } = outcome;
    const delay =
      (response && retryAfter(response, clock.now())) ??
      clock.random() * Math.min(8000, 500 * 2 ** (this.#attempts - 1));
    if (
      !isRepeatedStatus(response?.status ?? error!.name) ||
      !(isHarmless || this.#mayRepeat()) ||
      !isRepeatable(this.#request!) ||
      this.#attempts >= this.#retry.attempts ||
      delay > LONGEST_WAIT ||
      delay >= this.#remaining(clock.now())
    )
      return false;
    options.hooks?.onRetry?.({ ...this.#event(), ...outcome, delay });
    discard(response);
    this.#disarm?.();
    await this.wait(() => new Promise<void>((resolve) => (this.#disarm = clock.after(delay, resolve))));
    return true;
  }

  /** Ours as it is; anything else as the failed connection that it tells of. */
  failure(cause: unknown): Error {
    return isClientError(cause) ? cause : this.fail(ConnectionError, "the connection failed", { cause });
  }

  /** An error of this call: `GET https://example.com/things: …`. Secrets are redacted. */
  fail(Failure: Failure, problem: string, details?: ErrorDetails): Error {
    const { redact } = this.#context;
    const request = this.#request && {
      method: this.#request.method,
      url: redact(this.#request.url),
      headers: redact(Object.fromEntries(this.#request.headers)),
    };
    return new Failure(`${request ? `${request.method} ${request.url}` : "Nothing was sent"}: ${problem}`, {
      request,
      response: this.response,
      attempts: this.#attempts,
      mayHaveTakenEffect: this.#isUncertain && !/GET|HEAD|OPTIONS|TRACE/.test(request!.method),
      ...details,
      body: redact(details?.body),
    });
  }

  #fetch(outgoing: OutgoingRequest): Promise<Response> {
    const { signal: callers, fetch = this.#context.options.fetch ?? globalThis.fetch } = this.options;
    let { signal } = (this.#controller = new AbortController());
    if (this.raw && callers) signal = AbortSignal.any([signal, callers]);
    // What the transport makes is at once the URL and the init; a real request is used up by sending it.
    return "clone" in outgoing
      ? fetch(new Request((outgoing as Request).clone(), { signal }))
      : fetch(outgoing.url, Object.assign(outgoing, { signal }) as unknown as RequestInit);
  }

  /** Whether a second effect would be the same as one. */
  #mayRepeat(): boolean {
    const { method, headers } = this.#request!;
    const { keyHeader } = this.options;
    return (
      this.#retry.unsafe ||
      (keyHeader !== undefined && headers.has(keyHeader)) ||
      /GET|HEAD|PUT|DELETE|OPTIONS|TRACE/.test(method)
    );
  }

  #remaining(now: number): number {
    return this.#start + this.#retry.budget - now;
  }

  #aborted(): Error {
    return this.fail(AbortError, "aborted by the caller", { cause: this.options.signal!.reason });
  }

  #stop(error: Error): void {
    this.#reject?.(error);
    this.#controller?.abort(error);
  }

  #event(): RequestEvent {
    const { method, url, headers } = this.#request!;
    return { method, url: this.#context.redact(url), headers, attempt: this.#attempts };
  }
}
