// What an answer, or its absence, says about sending a call again. What may have had an effect is repeated only where a
// second effect is the same as one (RFC 9110, section 9.2.2) or the caller asked for it.

/** Longest wait that a server is granted, in milliseconds; it asks for more, and the caller gets its answer at once. */
export const LONGEST_WAIT = 60_000;

/** Whether a call that ended so, with a status or the name of an error, may go better the next time. */
export function isRepeatedEnd(end: number | string): boolean {
  return /^(408|429|50[0234]|(Connection|Timeout)Error)$/.test(`${end}`);
}

/** Milliseconds that the server asks to wait: `retry-after-ms`, else `Retry-After` (RFC 9110, section 10.2.3). */
export function retryAfter({ headers }: Response, now: number): number | undefined {
  const after = `${headers.get("retry-after")}`;
  return [
    Number.parseFloat(`${headers.get("retry-after-ms")}`),
    Number.parseFloat(after) * 1000,
    // `Date.parse` takes many a number for a date.
    Math.max(0, Date.parse(after.includes(":") ? after : "") - now),
  ].find((milliseconds) => milliseconds >= 0);
}

/** Whether an answer, other than a success, says that the request had no effect. */
export function isRefused(response: Response, now: number): boolean {
  const { status } = response;
  return (
    (status > 299 && status < 500 && status !== 408) ||
    (status === 503 && retryAfter(response, now) !== undefined)
  );
}

/** Whether the code of the runtime proves that no connection was made; browsers give none. */
export function isFailedUnsent(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: string; cause?: { code?: string } };
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(`${code ?? cause?.code}`);
}
