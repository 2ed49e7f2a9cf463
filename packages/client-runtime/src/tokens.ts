// Where bearer tokens come from. A token is fetched once for all calls that wait for it, kept until shortly before it
// expires, and dropped when the server refuses it. A failure is never kept.

import type { CallContext, TokenSource } from "./call.ts";
import { isToken, type Credentials, type TokenFunction } from "./credentials.ts";
import { TokenError } from "./errors/token-error.ts";
import { fetchToken, type IssuedToken } from "./fetch-token.ts";

/** The source that the credentials call for. */
export function createTokenSource(context: CallContext, { token, client }: Credentials): TokenSource {
  let current: IssuedToken | undefined;
  let pending: Promise<string> | undefined;
  return (refused) => {
    if (current?.value === refused) current = undefined;
    if (current && context.clock.now() < current.staleAt) return current.value;
    if (typeof token !== "function" && !client) return token;
    return (pending ??= (client ? fetchToken(context, client) : askFunction(token as TokenFunction))
      .then((issued) => (current = issued).value)
      .finally(() => (pending = undefined)));
  };
}

async function askFunction(ask: TokenFunction): Promise<IssuedToken> {
  let cause: unknown;
  try {
    const value: unknown = await ask();
    if (isToken(value)) return { value, staleAt: 0 };
  } catch (error) {
    cause = error;
  }
  throw new TokenError('Nothing was sent: the option "token" gave no token', { cause });
}
