// From a finished request to an answer: with a token, and once more with a new one after a 401. This is what the
// transport calls in the place of `fetch`.

import { isRepeatable, type Call, type OutgoingRequest } from "./call.ts";
import { discard } from "./discard.ts";
import { exchange } from "./exchange.ts";
import type { TokenSource } from "./tokens.ts";

/** Sends a request with a token, unless it has its own `Authorization`. Rejects only with errors of this package. */
export async function send(call: Call, tokens: TokenSource, request: OutgoingRequest): Promise<Response> {
  const own = call.options.anonymous ?? request.headers.has("authorization");
  const found = own ? undefined : tokens.get();
  if (typeof found === "object") call.begin();
  const token = typeof found === "object" ? await call.wait(() => found) : found;
  if (!token) return exchange(call, request);
  request.headers.set("authorization", `Bearer ${token}`);
  const response = await exchange(call, request);
  if (response.status !== 401 || !isRepeatable(request)) return response;
  const renewed = await call.wait(() => tokens.renew(token));
  if (!renewed) return response;
  discard(response);
  request.headers.set("authorization", `Bearer ${renewed}`);
  return exchange(call, request);
}
