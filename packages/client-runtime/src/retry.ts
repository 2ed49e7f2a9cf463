// When a call is sent again. What may have had an effect is repeated only where a second effect is the same as one
// (RFC 9110, section 9.2.2) or the caller asked for it.

import { isRepeatable, type Call } from "./call.ts";
import { discard } from "./discard.ts";

/** How one request ended. */
export type Outcome =
  | { readonly response: Response; readonly error?: never }
  | { readonly response?: never; readonly error: Error };

/** Longest wait that a server is granted, in milliseconds; it asks for more, and the caller gets its answer at once. */
const LONGEST_WAIT = 60_000;

/** Waits for the next request of the call; false where there must be none. */
export async function pauseToRetry(call: Call, outcome: Outcome): Promise<boolean> {
  const { response, error } = outcome;
  const { attempts, retry, options, context } = call;
  const request = call.request!;
  const free =
    options.repeatable ?? (retry.unsafe || /GET|HEAD|PUT|DELETE|OPTIONS|TRACE/.test(request.method));
  const asked = response && retryAfter(call, response);
  const status = response?.status ?? 0;
  const again = error
    ? (free && /Connection|Timeout/.test(error.name)) || failedUnsent(error.cause)
    : /408|429|500|50[234]/.test(`${status}`) &&
      (free || status === 429 || (status === 503 && asked !== undefined));
  const delay = asked ?? context.clock.random() * Math.min(8000, 500 * 2 ** (attempts - 1));
  if (
    !again ||
    !isRepeatable(request) ||
    attempts >= retry.attempts ||
    delay > LONGEST_WAIT ||
    delay >= call.remaining
  )
    return false;
  context.settings.options.hooks?.onRetry?.({ ...call.event(), ...outcome, delay });
  discard(response);
  await call.pause(delay);
  return true;
}

/** Milliseconds that the server asks to wait: `retry-after-ms`, else `Retry-After` (RFC 9110, section 10.2.3). */
export function retryAfter(call: Call, { headers }: Response): number | undefined {
  const after = headers.get("retry-after");
  const wait = Number(headers.get("retry-after-ms") ?? Number(after ?? Number.NaN) * 1000);
  // `Date.parse` takes many a number for a date.
  const until = Date.parse(after?.includes(":") ? after : "") - call.context.clock.now();
  return [wait, Math.max(0, until)].find((milliseconds) => milliseconds >= 0);
}

/** Whether the code of the runtime proves that no connection was made; browsers give none. */
export function failedUnsent(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: string; cause?: { code?: string } };
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(code ?? cause?.code ?? "");
}
