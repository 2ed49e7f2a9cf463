// From a finished request to an answer: with a token, and once more with a new one after a 401. This is what the
// transport calls in the place of `fetch`.

import { isRepeatable, type Call, type OutgoingRequest } from "./call.ts";
import { discard } from "./discard.ts";
import { exchange } from "./exchange.ts";
import type { TokenSource } from "./tokens.ts";

/** Sends a request with a token, unless it has its own `Authorization`. Rejects only with errors of this package. */
export async function send(call: Call, tokens: TokenSource, request: OutgoingRequest): Promise<Response> {
  const { headers } = request;
  if (call.options.anonymous) return exchange(call, request);
  tokens.authorize?.(headers);
  let token = headers.has("authorization") ? undefined : tokens.get();
  if (typeof token === "object") {
    const pending = token;
    call.arm();
    token = await call.wait(() => pending);
  }
  if (!token) return exchange(call, request);
  const exchangeWith = (value: string): Promise<Response> => {
    headers.set("authorization", `Bearer ${value}`);
    return exchange(call, request);
  };
  const response = await exchangeWith(token);
  if (response.status !== 401 || !isRepeatable(request)) return response;
  const refused = token;
  const renewed = await call.wait(() => tokens.renew(refused));
  if (!renewed) return response;
  discard(response);
  return exchangeWith(renewed);
}
