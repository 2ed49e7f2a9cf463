// The exchange of client credentials for a token: RFC 6749, sections 2.3.1, 4.4 and 5.

import { Call, type CallContext, type OutgoingRequest } from "./call.ts";
import { isToken, type ClientCredentials } from "./credentials.ts";
import { TokenError } from "./errors/token-error.ts";
import { parseJson } from "./parse-json.ts";

/** A token and the time, in milliseconds since the epoch, from which on a new one should be fetched. */
export interface IssuedToken {
  readonly value: string;
  readonly staleAt: number;
}

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
 * @throws {TokenError} The token URL cannot be reached, refuses, redirects, or answers with something else.
 */
export async function fetchToken(context: CallContext, client: ClientCredentials): Promise<IssuedToken> {
  // Asking twice for a token does no harm.
  const call = new Call(context, { retry: { unsafe: true } });
  let problem = "no token";
  let body: unknown;
  let cause: Error | undefined;
  try {
    const response = await call.exchange(tokenRequest(client));
    body = parseJson(await call.wait(() => response.text()));
    const { access_token: value, token_type = "bearer", ...answer } = Object(body) as TokenAnswer;
    if (response.ok && isToken(value) && /^bearer$/i.test(token_type)) {
      const life = Number(answer.expires_in) * 1000;
      // Without a life it is kept until it is refused.
      const staleAt = life > 0 ? context.clock.now() + Math.max(life - MARGIN, life / 2) : Infinity;
      return { value, staleAt };
    }
    problem = `${response.status} and no bearer token: ${explain(response, answer)}`;
  } catch (error) {
    cause = call.failure(error);
  } finally {
    call.finish();
  }
  throw call.fail(TokenError, problem, { body, cause, mayHaveTakenEffect: false });
}

function explain(
  { status }: Response,
  { error = "no reason given", error_description }: TokenAnswer,
): string {
  if (status > 299 && status < 400) return "credentials follow no redirect";
  return error_description ? `${error} ${error_description}` : error;
}

function tokenRequest({ id, secret, url }: ClientCredentials): OutgoingRequest {
  const headers = new Headers({
    authorization: `Basic ${btoa(`${formEncode(id)}:${formEncode(secret)}`)}`,
    "content-type": "application/x-www-form-urlencoded",
  });
  // Credentials follow no redirect.
  const request = { url, method: "POST", headers, body: "grant_type=client_credentials", redirect: "manual" };
  return request;
}

/** RFC 6749, section 2.3.1 and appendix B: id and secret are form-encoded before they are joined. */
function formEncode(text: string): string {
  return `${new URLSearchParams({ "": text })}`.slice(1);
}
