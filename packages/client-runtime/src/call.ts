// One call in progress: its clock, its caller's signal, and what it has sent so far. A call has one timer and one
// listener at a time; `AbortSignal.any` and `AbortSignal.timeout` would cost more than the rest of the call.

import type { ClientOptions, Fetch, RequestEvent, RequestOptions } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { discard } from "./discard.ts";
import { AbortError } from "./errors/abort-error.ts";
import { isClientError, type ErrorDetails } from "./errors/client-error.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Redact } from "./redact.ts";
import { isFailedUnsent, isRepeatedStatus, LONGEST_WAIT, retryAfter } from "./retry.ts";

/** What every call of a client shares. */
export interface CallContext {
  readonly options: ClientOptions;
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

/** The state of one call, from its first request to the end of its answer. Whoever starts one finishes it. */
export interface Call {
  readonly options: CallOptions;
  /** Whether the body is handed on unread; undefined until that is known. */
  raw: boolean | undefined;
  /** The last answer. */
  response?: Response | undefined;
  /**
   * Starts the time of what comes next. If the call had ended before, all its time starts anew, for a body that is asked
   * for later than its response came.
   *
   * @throws {AbortError} The caller has aborted.
   */
  readonly arm: () => void;
  /** Does that if the call had ended. */
  readonly resume: () => void;
  /** Settles as the work does, or earlier with our error, also if the work does not heed the signal. Of nested ones the inner is ended. */
  readonly wait: <T>(work: () => PromiseLike<T>) => Promise<T>;
  /** Sends the request until an answer stands. Rejects only with errors of this package. */
  readonly exchange: (request: OutgoingRequest) => Promise<Response>;
  /** Waits for the next request after a body that broke off; false where there must be none. */
  readonly pauseToRetry: (outcome: Outcome) => Promise<boolean>;
  /** Gives back timer and listener. */
  readonly finish: () => void;
  /** Ours as it is; anything else as the failed connection that it tells of. */
  readonly failure: (cause: unknown) => Error;
  /** An error of this call: `GET https://example.com/things: …`. Secrets are redacted. */
  readonly fail: (Failure: Failure, problem: string, details?: ErrorDetails) => Error;
}

/** Whether a request can be sent more than once: a stream is used up, but a real request is cloned before. */
export function isRepeatable(request: OutgoingRequest): boolean {
  return "clone" in request || !(request.body instanceof ReadableStream);
}

/** Starts a call. */
export function startCall(context: CallContext, options: CallOptions): Call {
  const { clock, redact, options: client } = context;
  const { hooks } = client;
  const { signal, timeout = client.timeout ?? 60_000 } = options;
  const retry = { attempts: 3, budget: 120_000, unsafe: false, ...client.retry, ...options.retry };
  let start = 0;
  let attempts = 0;
  // Whether a request was sent of which it is not known that it had no effect.
  let isUncertain = false;
  let request: OutgoingRequest | undefined;
  let controller: AbortController | undefined;
  let disarm: (() => void) | undefined;
  let reject: ((error: unknown) => void) | undefined;

  const fail: Call["fail"] = (Failure, problem, details) => {
    const summary = request && {
      method: request.method,
      url: redact(request.url),
      headers: redact(Object.fromEntries(request.headers)),
    };
    return new Failure(`${summary ? `${summary.method} ${summary.url}` : "Nothing was sent"}: ${problem}`, {
      request: summary,
      response: call.response,
      attempts,
      mayHaveTakenEffect: isUncertain && !/GET|HEAD|OPTIONS|TRACE/.test(summary!.method),
      ...details,
      body: redact(details?.body),
    });
  };
  const failure: Call["failure"] = (cause) =>
    isClientError(cause) ? cause : fail(ConnectionError, "the connection failed", { cause });
  const aborted = (): Error => fail(AbortError, "aborted by the caller", { cause: signal!.reason });
  const stop = (error: Error): void => {
    reject?.(error);
    controller?.abort(error);
  };
  const abort = (): void => stop(aborted());
  const remaining = (): number => start + retry.budget - clock.now();
  const arm = (): void => {
    if (signal?.aborted) throw aborted();
    // Once more is the same as once.
    signal?.addEventListener("abort", abort);
    if (disarm) disarm();
    else start = clock.now();
    const time = Math.min(timeout, remaining());
    disarm = clock.after(time, () => stop(fail(TimeoutError, `no whole answer in ${time} ms`)));
  };
  const wait: Call["wait"] = async (work) => {
    const outer = reject;
    try {
      return await new Promise((resolve, stopWaiting) => {
        reject = stopWaiting;
        work().then(resolve, stopWaiting);
      });
    } finally {
      reject = outer;
    }
  };
  const event = (): RequestEvent => {
    const { method, url, headers } = request!;
    return { method, url: redact(url), headers, attempt: attempts };
  };

  const attempt = async (outgoing: OutgoingRequest): Promise<[outcome: Outcome, isHarmless: boolean]> => {
    const wasUncertain = isUncertain;
    const fetch = options.fetch ?? client.fetch ?? globalThis.fetch;
    arm();
    let signals = (controller = new AbortController()).signal;
    if (call.raw && signal) signals = AbortSignal.any([signals, signal]);
    request = outgoing;
    call.response = undefined;
    attempts++;
    const started = clock.now();
    hooks?.onRequest?.(event());
    isUncertain = true;
    let cause: unknown;
    try {
      // What the transport makes is at once the URL and the init; a real request is used up by sending it.
      call.response = await wait(() =>
        "clone" in outgoing
          ? fetch(new Request((outgoing as Request).clone(), { signal: signals }))
          : fetch(outgoing.url, Object.assign(outgoing, { signal: signals }) as unknown as RequestInit),
      );
    } catch (error) {
      cause = error;
    }
    const { response } = call;
    const status = response?.status ?? 0;
    const isHarmless = response
      ? (status > 299 && status < 500 && status !== 408) ||
        (status === 503 && retryAfter(response, clock.now()) !== undefined)
      : isFailedUnsent(cause);
    if (isHarmless) isUncertain = wasUncertain;
    const outcome = response ? { response } : { error: failure(cause) };
    hooks?.onResponse?.({ ...event(), ...outcome, milliseconds: clock.now() - started });
    return [outcome, isHarmless];
  };

  const pauseToRetry = async (outcome: Outcome, isHarmless?: boolean): Promise<boolean> => {
    const { response, error } = outcome;
    const { keyHeader } = options;
    const { method, headers } = request!;
    const isFree =
      isHarmless ||
      retry.unsafe ||
      (keyHeader && headers.has(keyHeader)) ||
      /GET|HEAD|PUT|DELETE|OPTIONS|TRACE/.test(method);
    const delay =
      (response && retryAfter(response, clock.now())) ??
      clock.random() * Math.min(8000, 500 * 2 ** (attempts - 1));
    if (
      !isRepeatedStatus(response?.status ?? error!.name) ||
      !isFree ||
      !isRepeatable(request!) ||
      attempts >= retry.attempts ||
      delay > LONGEST_WAIT ||
      delay >= remaining()
    )
      return false;
    hooks?.onRetry?.({ ...event(), ...outcome, delay });
    discard(response);
    disarm?.();
    await wait(() => new Promise<void>((resolve) => (disarm = clock.after(delay, resolve))));
    return true;
  };

  const call: Call = {
    options,
    raw: options.raw,
    arm,
    wait,
    fail,
    failure,
    pauseToRetry,
    resume: () => disarm ?? arm(),
    async exchange(outgoing) {
      for (;;) {
        const [outcome, isHarmless] = await attempt(outgoing);
        const { response, error } = outcome;
        if (response?.ok || !(await pauseToRetry(outcome, isHarmless))) {
          if (response) return response;
          throw error!;
        }
      }
    },
    finish() {
      disarm = disarm?.() as undefined;
      signal?.removeEventListener("abort", abort);
    },
  };
  return call;
}
