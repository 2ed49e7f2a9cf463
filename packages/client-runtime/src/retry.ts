// When a call is sent again. What may have had an effect is repeated only where a second effect is the same as one
// (RFC 9110, section 9.2.2) or the caller asked for it.

import { isRepeatable, type Call } from "./call.ts";
import { discard } from "./discard.ts";

/** How one request ended. */
export interface Outcome {
  readonly response?: Response;
  readonly error?: Error;
}

/** Longest wait that a server is granted, in milliseconds; it asks for more, and the caller gets its answer at once. */
const LONGEST_WAIT = 60_000;

/**
 * Waits for the next request of the call; false where there must be none.
 *
 * @param harmless Whether the outcome shows that the request had no effect.
 */
export async function pauseToRetry(call: Call, outcome: Outcome, harmless?: boolean): Promise<boolean> {
  const { response, error } = outcome;
  const { attempts, retry, options, context, request } = call;
  const { method, headers } = request!;
  const isFree =
    options.repeatable ||
    retry.unsafe ||
    (options.keyHeader && headers.has(options.keyHeader)) ||
    /GET|HEAD|PUT|DELETE|OPTIONS|TRACE/.test(method);
  const delay =
    (response && retryAfter(call, response)) ??
    context.clock.random() * Math.min(8000, 500 * 2 ** (attempts - 1));
  if (
    !/^(408|429|500|50[234]|ConnectionError|TimeoutError)$/.test(`${response?.status ?? error?.name}`) ||
    !(harmless || isFree) ||
    !isRepeatable(request!) ||
    attempts >= retry.attempts ||
    delay > LONGEST_WAIT ||
    delay >= call.remaining()
  )
    return false;
  context.options.hooks?.onRetry?.({ ...call.event(), ...outcome, delay });
  discard(response);
  await call.pause(delay);
  return true;
}

/** Whether the end of a request shows that it had no effect: refused, put off, or never connected. */
export function isHarmless(call: Call, response: Response | undefined, cause: unknown): boolean {
  if (!response) return failedUnsent(cause);
  const { status } = response;
  return (
    (status > 299 && status < 500 && status !== 408) ||
    (status === 503 && retryAfter(call, response) !== undefined)
  );
}

/** Milliseconds that the server asks to wait: `retry-after-ms`, else `Retry-After` (RFC 9110, section 10.2.3). */
function retryAfter(call: Call, { headers }: Response): number | undefined {
  const after = headers.get("retry-after") ?? "";
  return [
    Number.parseFloat(headers.get("retry-after-ms") ?? ""),
    Number.parseFloat(after) * 1000,
    // `Date.parse` takes many a number for a date.
    Math.max(0, Date.parse(after.includes(":") ? after : "") - call.context.clock.now()),
  ].find((milliseconds) => milliseconds >= 0);
}

/** Whether the code of the runtime proves that no connection was made; browsers give none. */
function failedUnsent(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: string; cause?: { code?: string } };
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(`${code ?? cause?.code}`);
}
