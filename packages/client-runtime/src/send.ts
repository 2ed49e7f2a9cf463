// From a finished request to an answer: with credentials, and once more with a new token after a 401. This is what the
// transport calls in the place of `fetch`.

import { isRepeatable, type Call, type OutgoingRequest } from "./call.ts";
import type { CarriedCredentials } from "./api-description.ts";
import { discard } from "./discard.ts";
import type { TokenSource } from "./tokens.ts";

/** What a call authenticates with. */
export interface Authentication extends CarriedCredentials {
  readonly tokens: TokenSource;
}

/** Sends a request with a token, unless it has its own `Authorization`. Rejects only with errors of this package. */
export async function send(
  call: Call,
  { tokens, authorize }: Authentication,
  request: OutgoingRequest,
): Promise<Response> {
  const { headers } = request;
  if (call.options.anonymous) return call.exchange(request);
  authorize?.(headers);
  let token = headers.has("authorization") ? undefined : tokens();
  if (typeof token === "object") {
    const pending = token;
    call.arm();
    token = await call.wait(() => pending);
  }
  if (!token) return call.exchange(request);
  headers.set("authorization", `Bearer ${token}`);
  const response = await call.exchange(request);
  if (response.status !== 401 || !isRepeatable(request)) return response;
  // The answer that refuses the token says more than the failure to get another.
  const renewed = await call.wait(async () => {
    try {
      return await tokens(token);
    } catch {
      return token;
    }
  });
  if (renewed === token) return response;
  discard(response);
  headers.set("authorization", `Bearer ${renewed}`);
  return call.exchange(request);
}
