// The exchange of client credentials for a token: RFC 6749, sections 2.3.1, 4.4 and 5.

import { startCall, type Call, type CallContext, type OutgoingRequest } from "./call.ts";
import { isToken, type ClientCredentials } from "./credentials.ts";
import { TokenError } from "./errors/token-error.ts";
import { exchange } from "./exchange.ts";
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
  const call = startCall(context, { repeatable: true });
  let problem = "no token";
  let body: unknown;
  let cause: Error | undefined;
  try {
    const { ok, status } = await exchange(call, tokenRequest(client));
    body = parseJson(await call.wait(() => call.response!.text()));
    const answer = Object(body) as TokenAnswer;
    const { access_token: value, token_type = "bearer", error, error_description } = answer;
    if (ok && isToken(value) && /^bearer$/i.test(token_type))
      return { value, staleAt: staleAt(call, Number(answer.expires_in) * 1000) };
    const reason =
      !ok && status < 400
        ? ["credentials follow no redirect"]
        : [error ?? "no reason given", error_description];
    problem = `${status} and no bearer token: ${reason.join(" ")}`;
  } catch (error) {
    cause = call.failure(error);
  } finally {
    call.finish();
  }
  throw call.fail(TokenError, problem, { body, cause, mayHaveTakenEffect: false });
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
  return new URLSearchParams([["", text]]).toString().slice(1);
}

/** Without a life (`expires_in`) it is kept until it is refused. */
function staleAt(call: Call, life: number): number {
  return life > 0 ? call.context.clock.now() + Math.max(life - MARGIN, life / 2) : Infinity;
}
