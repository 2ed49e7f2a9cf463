// Requests for tokens by client credentials (RFC 6749, section 4.4), and what their answers owe.
import type { Operation } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import type { Answer, Exchange, NoAnswer, PreparedRequest } from "../exchange/exchange.ts";
import { formEncode } from "../exchange/form-encode.ts";
import type { JudgedFault } from "./scenario-run.ts";
import type { Session } from "./session.ts";

/** A client, and where it asks. */
export interface TokenRequest {
  readonly tokenUrl: string;
  readonly client: string;
  readonly secret: string;
  /** Operation that the exchange is told of. */
  readonly operation: Operation;
}

/** Asks for a token, with the client's name in the form of section 2.3.1 that every server takes. */
export async function askToken(
  session: Session,
  { tokenUrl, client, secret, operation }: TokenRequest,
): Promise<Exchange> {
  const pair = Buffer.from(`${formEncode(client)}:${formEncode(secret)}`).toString("base64");
  session.redactor.learn(pair);
  const request: PreparedRequest = {
    method: "POST",
    url: tokenUrl,
    headers: {
      Accept: "application/json",
      Authorization: `Basic ${pair}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  };
  const answer = await session.sendPlain(request);
  const { access_token: token } = bodyOf(answer);
  if (typeof token === "string") session.redactor.learn(token);
  const authorization = { headers: {}, query: {}, shellHeaders: {}, shellQuery: {} };
  return { operation, request, authorization, answer };
}

/** The fault that an answer gives no token. */
export function missingToken({ answer }: Exchange): JudgedFault | undefined {
  const isToken = statusOf(answer) === 200 && typeof bodyOf(answer)["access_token"] === "string";
  return isToken ? undefined : { expected: "status 200 and an access_token", found: foundIn(answer) };
}

/** The fault that a token is given in another way than RFC 6749, section 5.1, asks. */
export function tokenFault(exchange: Exchange): JudgedFault | undefined {
  const { answer } = exchange;
  const missing = missingToken(exchange);
  if (missing !== undefined || answer.kind !== "answer") return missing;
  const { token_type: type, expires_in: life } = bodyOf(answer);
  const cache = answer.headers.get("cache-control") ?? "";
  if (!/\bno-store\b/i.test(cache)) {
    const found = cache === "" ? "no such header" : cache;
    return { expected: "Cache-Control: no-store with a token", found };
  }
  if (typeof type !== "string") return { expected: "a token_type", found: JSON.stringify(type ?? "none") };
  return life === undefined || typeof life === "number"
    ? undefined
    : { expected: "a number of seconds at expires_in", found: JSON.stringify(life) };
}

/** The fault that a token is given, or refused in another way than RFC 6749, section 5.2, asks. */
export function refusalFault({ answer }: Exchange): JudgedFault | undefined {
  const status = statusOf(answer);
  if (status !== 400 && status !== 401) return { expected: "status 400 or 401", found: foundIn(answer) };
  return typeof bodyOf(answer)["error"] === "string"
    ? undefined
    : { expected: "an error in the body of a refusal", found: "none" };
}

function bodyOf(answer: Answer | NoAnswer): { readonly [member: string]: unknown } {
  return answer.kind === "answer" && isObject(answer.json) ? answer.json : {};
}

function statusOf(answer: Answer | NoAnswer): number {
  return answer.kind === "answer" ? answer.status : 0;
}

function foundIn(answer: Answer | NoAnswer): string {
  return answer.kind === "answer" ? `status ${answer.status}` : answer.reason;
}
