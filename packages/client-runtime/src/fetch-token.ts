// The exchange of client credentials for a token: RFC 6749, sections 2.3.1, 4.4 and 5.

import type { IssuedToken } from "./auth-scheme.ts";
import { isToken } from "./bearer-auth.ts";
import { startCall, type CallContext } from "./call.ts";
import type { ErrorDetails } from "./errors/client-error.ts";
import { TokenError } from "./errors/token-error.ts";
import { parseJson } from "./parse-json.ts";

/** RFC 6749, sections 5.1 and 5.2, as far as it holds. */
interface TokenAnswer {
  readonly access_token?: unknown;
  readonly token_type?: string;
  readonly expires_in?: unknown;
  readonly error?: string;
  readonly error_description?: string;
}

/** A token is replaced so many milliseconds before it expires, or after half of its life if that is later. */
const MARGIN = 30_000;

/**
 * Fetches a token.
 *
 * @param pair Id and secret.
 * @param url Where they are exchanged; absolute.
 * @throws {TokenError} The token URL cannot be reached, refuses, redirects, or answers with something else.
 */
export async function fetchToken(
  context: CallContext,
  pair: readonly string[],
  url: string,
): Promise<IssuedToken> {
  // Asking twice for a token does no harm.
  const call = startCall(context, { anonymous: true, retry: { unsafe: true } });
  // RFC 6749, section 2.3.1 and appendix B: id and secret are form-encoded before they are joined.
  const [user, password] = pair.map((text) => `${new URLSearchParams({ "": text })}`.slice(1));
  const headers = new Headers({
    authorization: `Basic ${btoa(`${user}:${password}`)}`,
    "content-type": "application/x-www-form-urlencoded",
  });
  const body = "grant_type=client_credentials";
  let problem = "no bearer token";
  let details: ErrorDetails;
  try {
    // Credentials follow no redirect.
    const request = { url, method: "POST", headers, body, redirect: "manual" };
    const response = await call.exchange(request);
    const { ok, status } = response;
    const answer: unknown = parseJson(await call.wait(response.text()));
    const {
      access_token,
      token_type = "bearer",
      expires_in,
      error,
      error_description,
    } = Object(answer) as TokenAnswer;
    if (ok && isToken(access_token) && /^bearer$/i.test(token_type)) {
      const life = Number(expires_in) * 1000;
      // Without a life it is kept until it is refused.
      const staleAt = life > 0 ? context.clock.now() + Math.max(life - MARGIN, life / 2) : Infinity;
      return { value: access_token, staleAt };
    }
    const reason =
      status > 299 && status < 400
        ? "credentials follow no redirect"
        : [error ?? "no reason given", error_description].join(" ").trim();
    problem = `${status} and no bearer token: ${reason}`;
    details = { body: answer };
  } catch (cause) {
    details = { cause: call.failure(cause) };
  } finally {
    call.finish();
  }
  throw call.fail(TokenError, problem, { ...details, mayHaveTakenEffect: false });
}
