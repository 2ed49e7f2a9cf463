// Where bearer tokens come from. A token is fetched once for all calls that wait for it, kept until shortly before it
// expires, and dropped when the server refuses it. A failure is never kept.

import type { Credentials, IssuedToken } from "./auth-scheme.ts";
import type { CallContext, TokenSource } from "./call.ts";

/** The source that the credentials call for. */
export function createTokenSource(context: CallContext, { token, issue }: Credentials): TokenSource {
  let current: IssuedToken | undefined;
  let pending: Promise<string> | undefined;
  return (refused) => {
    if (current?.value === refused) current = undefined;
    if (current && context.clock.now() < current.staleAt) return current.value;
    if (!issue) return token;
    return (pending ??= issue(context)
      .then((issued) => (current = issued).value)
      .finally(() => (pending = undefined)));
  };
}
