import type { AuthScheme, IssuedToken, TokenFunction } from "./auth-scheme.ts";
import { startCall, type CallContext } from "./call.ts";
import { NO_HEADER, refuseOption } from "./errors/configuration-error.ts";
import { TokenError } from "./errors/token-error.ts";

/** A bearer token (RFC 6750) with the option `token`, which every client has. */
export const bearerAuth: AuthScheme = {
  options: ["token"],
  resolve([token]) {
    if (typeof token === "function") return { issue: (context) => askFunction(token, context) };
    if (isToken(token)) return { token };
    throw refuseOption("token", NO_HEADER);
  },
};

/** Whether a header can carry it (RFC 6750, section 2.1, taken widely). */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]+$/.test(value);
}

async function askFunction(ask: TokenFunction, context: CallContext): Promise<IssuedToken> {
  // All calls wait for one answer: a function that never gives it must not hold up those to come.
  const call = startCall(context, {});
  let cause: unknown;
  try {
    call.resume();
    const value: unknown = await call.wait(Promise.resolve(ask()));
    if (isToken(value)) return { value, staleAt: 0 };
  } catch (error) {
    cause = error;
  } finally {
    call.finish();
  }
  throw new TokenError('Nothing was sent: the option "token" gave no token', { cause });
}
