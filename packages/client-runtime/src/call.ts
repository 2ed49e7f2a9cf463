// One call in progress: its clock, its caller's signal, and what it has sent so far. A call has one timer and one
// listener at a time; `AbortSignal.any` and `AbortSignal.timeout` would cost more than the rest of the call. Its state
// stands in local variables: they cost less than members, in a bundle and at run time.

import type {
  PathClientOptions,
  Fetch,
  RequestEvent,
  RequestOptions,
  RetryEvent,
  RetryOptions,
} from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { discard } from "./discard.ts";
import { AbortError } from "./errors/abort-error.ts";
import { isClientError, type ErrorDetails } from "./errors/client-error.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Redact } from "./redact.ts";
import { isFailedUnsent, isRefused, isRepeatedEnd, LONGEST_WAIT, retryAfter } from "./retry.ts";

/**
 * Gives the token to send: undefined where calls carry none, a promise where it must be asked for. What it is given is
 * a token that the server has refused.
 */
export type TokenSource = (refused?: string) => string | undefined | Promise<string>;

/** Credentials of every call that is not anonymous. */
export interface CarriedCredentials {
  /** Adds them to the headers of a request. */
  readonly authorize?: (headers: Headers) => void;
  /** Query parameters that carry them. */
  readonly query?: Readonly<Record<string, string>>;
  /** Sends so that they reach no other origin, where `fetch` by itself does not see to that. */
  readonly guard?: (fetch: Fetch) => Fetch;
}

/** What every call of a client shares. */
export interface CallContext {
  readonly options: PathClientOptions;
  readonly clock: Clock;
  readonly redact: Redact;
  readonly carried: CarriedCredentials;
  readonly tokens: TokenSource;
}

/** What is sent: the light object of the transport, or a `Request` where middleware looks at it. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: unknown;
  /** That of the call; a `Request` has its own. */
  signal?: AbortSignal | null;
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

/** One call, from its first request to the end of its answer. Whoever starts one finishes it. */
export interface Call {
  /** Whether the body is handed on unread; undefined until that is known. */
  raw: boolean | undefined;
  /** The last answer. */
  response: Response | undefined;
  /** Whether it sends no credentials. */
  readonly anonymous: boolean | undefined;
  /**
   * Sends the request until an answer stands: with credentials, and once more with a new token after a 401. This is
   * what the transport calls in the place of `fetch`.
   *
   * @throws Errors of this package only, and what a hook throws.
   */
  readonly exchange: (outgoing: OutgoingRequest) => Promise<Response>;
  /** Settles as the work does, or earlier with our error, also if the work does not heed the signal. Of nested ones the inner is ended. */
  wait<T>(work: PromiseLike<T>): Promise<T>;
  /** Waits for the next request; false where there must be none. What had no effect may be sent again. */
  pauseToRetry(outcome: Outcome, isHarmless?: boolean): Promise<boolean>;
  /** Ours as it is; anything else as the failed connection that it tells of. */
  failure(cause: unknown): Error;
  /** An error of this call: `GET https://example.com/things: …`. Secrets are redacted. */
  fail(Failure: Failure, problem: string, details?: ErrorDetails): Error;
  /**
   * If the call had ended, all its time starts anew, for a body that is asked for later than its response came.
   *
   * @throws {AbortError} The caller has aborted.
   */
  resume(): void;
  /** Gives back timer and listener. */
  finish(): void;
}

/**
 * Whether a request can be sent more than once: a stream is used up, also one that is only iterable, but a real request is
 * cloned before.
 */
function isRepeatable(request: OutgoingRequest): boolean {
  const { body } = request;
  return "clone" in request || !(body instanceof ReadableStream || Symbol.asyncIterator in Object(body));
}

/** Starts a call. */
export function startCall(context: CallContext, options: CallOptions): Call {
  const { clock, redact, tokens, carried } = context;
  const { timeout: usual = 60_000, hooks = {}, fetch: usualFetch } = context.options;
  const { signal: caller, timeout = usual, keyHeader, anonymous } = options;
  const retry = <Value>(name: keyof RetryOptions, value: Value): Value =>
    (options.retry?.[name] ?? context.options.retry?.[name] ?? value) as Value;
  const budget = retry("budget", 120_000);
  let start: number;
  let attempts = 0;
  /** Whether a request was sent of which it is not known that it had no effect. */
  let isUncertain = false;
  let request: OutgoingRequest | undefined;
  let controller: AbortController | undefined;
  let disarm: (() => void) | undefined;
  /** Ends what is waited for. */
  let end: ((error: unknown) => void) | undefined;

  const stop = (error: Error): void => {
    end?.(error);
    controller?.abort(error);
  };
  const onAbort = (): Error => {
    const error = call.fail(AbortError, "aborted by the caller", { cause: caller!.reason });
    stop(error);
    return error;
  };

  const refuseAborted = (): void => {
    if (caller?.aborted) throw onAbort();
  };

  /** Starts the time of what comes next. */
  const arm = (): void => {
    refuseAborted();
    // Once more is the same as once.
    caller?.addEventListener("abort", onAbort);
    const now = clock.now();
    if (disarm) disarm();
    else start = now;
    const time = Math.min(timeout, start + budget - now);
    disarm = clock.after(time, () => stop(call.fail(TimeoutError, `no whole answer in ${time} ms`)));
  };

  const event = <More>(more?: More): RequestEvent & More => {
    const { method, url, headers } = request!;
    return { method, url: redact(url), headers, attempt: attempts, ...more! };
  };

  const call: Call = {
    raw: options.raw,
    response: undefined,
    anonymous,

    async exchange(outgoing) {
      const { headers } = outgoing;
      let token: string | undefined;
      let isRenewed = false;
      if (!anonymous) {
        carried.authorize?.(headers);
        // An aborted call fails below, and nobody would wait for the token.
        const found = caller?.aborted || headers.has("authorization") ? undefined : tokens();
        if (typeof found === "object") arm();
        token = typeof found === "object" ? await call.wait(found) : found;
      }
      for (;;) {
        const wasUncertain = isUncertain;
        if (token) headers.set("authorization", `Bearer ${token}`);
        arm();
        request = outgoing;
        call.response = undefined;
        attempts++;
        const started = clock.now();
        const requestTold = hooks.onRequest?.(event());
        if (requestTold) await call.wait(Promise.resolve(requestTold));
        isUncertain = true;
        let response: Response | undefined;
        let cause: unknown;
        try {
          const { fetch: plain = usualFetch ?? globalThis.fetch } = options;
          const fetch = (!anonymous && carried.guard?.(plain)) || plain;
          let { signal } = (controller = new AbortController());
          if (call.raw && caller) signal = AbortSignal.any([signal, caller]);
          // What the transport makes is at once the URL and the init; a real request is used up by sending it.
          let sent: Promise<Response>;
          if ("clone" in outgoing) sent = fetch(new Request((outgoing as Request).clone(), { signal }));
          else {
            outgoing.signal = signal;
            sent = fetch(outgoing.url, outgoing as unknown as RequestInit);
          }
          response = call.response = await call.wait(sent);
        } catch (error) {
          cause = error;
        }
        const isHarmless = response ? isRefused(response, started) : isFailedUnsent(cause);
        if (isHarmless) isUncertain = wasUncertain;
        const outcome: Outcome = response ? { response } : { error: call.failure(cause) };
        const responseTold = hooks.onResponse?.(event({ ...outcome, milliseconds: clock.now() - started }));
        if (responseTold) await call.wait(Promise.resolve(responseTold));
        if (response?.status === 401 && token && !isRenewed && isRepeatable(outgoing)) {
          isRenewed = true;
          const refused = token;
          // The answer that refuses the token says more than the failure to get another.
          token = await call.wait(Promise.resolve(tokens(refused)).catch(() => refused));
          if (token !== refused) {
            discard(response);
            continue;
          }
        }
        if (response?.ok || !(await call.pauseToRetry(outcome, isHarmless))) {
          if (response) return response;
          throw outcome.error!;
        }
      }
    },

    wait(work) {
      return new Promise((resolve, reject) => {
        const outer = end;
        const ending =
          <V>(settle: (value: V) => void) =>
          (value: V): void => {
            // Work that settles after it was given up must not give up what is waited for by then.
            if (end === own) end = outer;
            settle(value);
          };
        const own = (end = ending(reject));
        work.then(ending(resolve), own);
      });
    },

    async pauseToRetry(outcome, isHarmless) {
      const { response, error } = outcome;
      const now = clock.now();
      const delay =
        (response && retryAfter(response, now)) ?? clock.random() * Math.min(8000, 500 * 2 ** (attempts - 1));
      const mayRepeat =
        isHarmless ||
        retry("unsafe", false) ||
        request!.headers.has(`${keyHeader}`) ||
        /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(request!.method);
      if (
        !mayRepeat ||
        !isRepeatedEnd(response?.status ?? error!.name) ||
        !isRepeatable(request!) ||
        attempts >= retry("attempts", 3) ||
        delay > LONGEST_WAIT ||
        delay >= start + budget - now
      )
        return false;
      const retryTold = hooks.onRetry?.(event({ ...outcome, delay }) as RetryEvent);
      if (retryTold) await call.wait(Promise.resolve(retryTold));
      // Nothing was waited for while the hooks ran.
      refuseAborted();
      discard(response);
      disarm?.();
      await call.wait(new Promise<void>((resolve) => (disarm = clock.after(delay, resolve))));
      return true;
    },

    failure(cause) {
      if (isClientError(cause)) return cause;
      const url = request?.url;
      // Some runtimes write the URL into what `fetch` throws.
      const isSafe = redact(url) === url;
      const said = [cause, (Object(cause) as Error).cause].join(" ");
      return call.fail(ConnectionError, "the connection failed", {
        cause: isSafe ? cause : new Error(redact(said)),
      });
    },

    fail(Failure, problem, details) {
      const sent = redact(
        request && {
          method: request.method,
          url: request.url,
          headers: Object.fromEntries(request.headers),
        },
      );
      return new Failure(`${sent ? `${sent.method} ${sent.url}` : "Nothing was sent"}: ${redact(problem)}`, {
        request: sent,
        response: call.response,
        attempts,
        mayHaveTakenEffect: isUncertain && !/^(GET|HEAD|OPTIONS|TRACE)$/.test(sent!.method),
        ...details,
        body: redact(details?.body),
      });
    },

    resume() {
      if (!disarm) arm();
    },

    finish() {
      disarm?.();
      disarm = undefined;
      caller?.removeEventListener("abort", onAbort);
    },
  };
  return call;
}
