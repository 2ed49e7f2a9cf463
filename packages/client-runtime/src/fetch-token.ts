// The exchange of client credentials for a token: RFC 6749, sections 2.3.1, 4.4 and 5.

import { Call, type CallContext } from "./call.ts";
import { isToken, type ClientCredentials } from "./credentials.ts";
import { TokenError, isTokenError } from "./errors/token-error.ts";
import { exchange } from "./exchange.ts";

/** A token and the time, in milliseconds since the epoch, from which on a new one should be fetched. */
export interface IssuedToken {
  readonly value: string;
  readonly staleAt: number;
}

/** A token is replaced so many milliseconds before it expires, or after half of its life if that is later. */
const MARGIN = 30_000;

/**
 * Fetches a token.
 *
 * @throws {TokenError} The token URL cannot be reached, refuses, redirects, or answers with something else.
 */
export async function fetchToken(
  context: CallContext,
  { id, secret, url }: ClientCredentials,
): Promise<IssuedToken> {
  const call = new Call(context, { repeatable: true });
  const headers = new Headers({
    authorization: `Basic ${btoa(`${formEncode(id)}:${formEncode(secret)}`)}`,
    "content-type": "application/x-www-form-urlencoded",
  });
  // Credentials follow no redirect.
  const request = { url, method: "POST", headers, body: "grant_type=client_credentials", redirect: "manual" };
  try {
    const response = await exchange(call, request);
    return readToken(call, await call.wait(() => response.text()));
  } catch (error) {
    const cause = call.failure(error);
    throw isTokenError(cause)
      ? cause
      : call.fail(TokenError, "no token", { cause, mayHaveTakenEffect: false });
  } finally {
    call.finish();
  }
}

/** RFC 6749, section 2.3.1 and appendix B: id and secret are form-encoded before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

function readToken(call: Call, text: string): IssuedToken {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // What JSON.parse says shows a piece of the text.
  }
  const {
    access_token,
    token_type = "bearer",
    expires_in,
    error,
    error_description,
  } = Object(body) as TokenAnswer;
  const { ok, status } = call.response!;
  if (!ok || !isToken(access_token) || !/^bearer$/i.test(token_type)) {
    const reason =
      !ok && status < 400 ? "credentials follow no redirect" : [error, error_description].join(" ").trim();
    const problem = `${status} and no bearer token${reason && `: ${reason}`}`;
    throw call.fail(TokenError, problem, { body, mayHaveTakenEffect: false });
  }
  const life = Number(expires_in) * 1000;
  // Without `expires_in` it is kept until it is refused.
  return {
    value: access_token,
    staleAt: life > 0 ? call.context.clock.now() + Math.max(life - MARGIN, life / 2) : Infinity,
  };
}

/** RFC 6749, sections 5.1 and 5.2, as far as it holds. */
interface TokenAnswer {
  readonly access_token?: unknown;
  readonly token_type?: string;
  readonly expires_in?: unknown;
  readonly error?: string;
  readonly error_description?: string;
}
