// Who calls: judged by the operation's security alternatives (OpenAPI 3.1, 4.8.30), answered by RFC 6750 and RFC 7617.
import type { Operation, SecurityRequirement, SecurityScheme } from "@specloom/api-model";
import type { Caller } from "../app/exchange.ts";
import type { IncomingRequest } from "../app/incoming-request.ts";
import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import { decodeFormText, parseQuery, queryOf } from "../request/query-pairs.ts";
import { authorizationOf, basicCredentials } from "./basic-credentials.ts";
import { quotedString } from "../answer/quoted-string.ts";
import { readHeader } from "../request/read-header.ts";

export const REALM = "mock";
const ANONYMOUS: Caller = { tenant: undefined, scopes: undefined };

/** The caller, or the fault of the first alternative that was tried. */
export function authenticate(
  request: IncomingRequest,
  operation: Operation,
  context: MockContext,
): Caller | Fault {
  if (operation.security.length === 0) return ANONYMOUS;
  let failure: Fault | undefined;
  for (const requirement of operation.security) {
    const outcome = tryRequirement(request, requirement, context);
    if (!("sentence" in outcome)) return outcome;
    failure = moreTelling(failure, outcome);
  }
  return failure ?? ANONYMOUS;
}

/** A lacking scope tells more than a missing credential of another kind; of two 401s all challenges are sent. */
function moreTelling(first: Fault | undefined, second: Fault): Fault {
  if (first === undefined || (first.kind === "unauthenticated" && second.kind !== "unauthenticated"))
    return second;
  if (second.kind !== "unauthenticated" || first.kind !== "unauthenticated") return first;
  const challenges = new Set([first, second].map((one) => one.headers?.["www-authenticate"] ?? ""));
  return {
    ...first,
    headers: { "www-authenticate": [...challenges].filter((one) => one !== "").join(", ") },
  };
}

function tryRequirement(
  request: IncomingRequest,
  requirement: SecurityRequirement,
  context: MockContext,
): Caller | Fault {
  let caller: Caller = ANONYMOUS;
  for (const { scheme: name, scopes } of requirement) {
    const scheme = context.model.securitySchemes.find((one) => one.name === name);
    if (scheme === undefined) continue;
    const outcome = tryScheme(request, scheme, context);
    if ("sentence" in outcome) return outcome;
    const lacking = scopes.filter((scope) => outcome.scopes !== undefined && !outcome.scopes.includes(scope));
    if (lacking.length > 0) return insufficientScope(scopes, lacking);
    caller = { tenant: outcome.tenant ?? caller.tenant, scopes: outcome.scopes ?? caller.scopes };
  }
  return caller;
}

function tryScheme(request: IncomingRequest, scheme: SecurityScheme, context: MockContext): Caller | Fault {
  switch (scheme.kind) {
    case "bearer":
    case "oauth2":
      return tryBearer(request, context);
    case "basic":
      return tryBasic(request, context);
    case "apiKey":
      return tryKey(request, scheme, context);
    default:
      return scheme.type === "openIdConnect" ? tryBearer(request, context) : ANONYMOUS;
  }
}

function tryBearer(request: IncomingRequest, context: MockContext): Caller | Fault {
  const given = authorizationOf(request, "bearer");
  if (given === undefined)
    return unauthenticated("this operation needs a bearer token", `Bearer realm="${REALM}"`);
  const token = context.credentials.findToken(given);
  if (token !== undefined && token.expires > context.now())
    return { tenant: token.tenant, scopes: token.scopes };
  const reason = token === undefined ? "the bearer token is not known here" : "the bearer token has expired";
  return unauthenticated(
    reason,
    `Bearer realm="${REALM}", error="invalid_token", error_description="${reason}"`,
  );
}

function tryBasic(request: IncomingRequest, context: MockContext): Caller | Fault {
  const challenge = `Basic realm="${REALM}", charset="UTF-8"`;
  const given = basicCredentials(request);
  if (given === undefined)
    return unauthenticated("this operation needs a user name and a password", challenge);
  const { user, password } = given;
  const found = context.principals.find((one) => one.clientID === user && one.clientSecret === password);
  if (found !== undefined) return { tenant: found.tenant, scopes: undefined };
  return unauthenticated("the user name and the password are not known here", challenge);
}

function tryKey(
  request: IncomingRequest,
  scheme: Extract<SecurityScheme, { kind: "apiKey" }>,
  context: MockContext,
): Caller | Fault {
  const challenge = `ApiKey realm="${REALM}", in="${scheme.in}", name=${quotedString(scheme.parameter)}`;
  const given = keyOf(request, scheme);
  if (given === undefined) {
    return unauthenticated(
      `this operation needs an API key in the ${scheme.in} "${scheme.parameter}"`,
      challenge,
    );
  }
  const found = context.principals.find(({ apiKey }) => apiKey === given);
  return found === undefined
    ? unauthenticated("the API key is not known here", challenge)
    : { tenant: found.tenant, scopes: undefined };
}

function keyOf(
  request: IncomingRequest,
  scheme: Extract<SecurityScheme, { kind: "apiKey" }>,
): string | undefined {
  if (scheme.in === "header") return readHeader(request.headers, scheme.parameter);
  if (scheme.in === "cookie") return cookiesOf(request).get(scheme.parameter);
  const pair = parseQuery(queryOf(request.url))?.find(({ name }) => name === scheme.parameter);
  return pair === undefined ? undefined : decodeFormText(pair.raw);
}

/** Cookies by name (RFC 6265, 4.2.1). */
export function cookiesOf(request: IncomingRequest): ReadonlyMap<string, string> {
  const header = request.headers.get("cookie") ?? "";
  const pairs = header.split(";").flatMap((part): (readonly [string, string])[] => {
    const equals = part.indexOf("=");
    return equals < 0 ? [] : [[part.slice(0, equals).trim(), part.slice(equals + 1).trim()]];
  });
  return new Map(pairs);
}

function unauthenticated(sentence: string, challenge: string): Fault {
  return fault("unauthenticated", sentence, { headers: { "www-authenticate": challenge } });
}

/** RFC 6750, section 3.1. */
function insufficientScope(needed: readonly string[], lacking: readonly string[]): Fault {
  return fault("insufficient-scope", `the token lacks the scope ${lacking.join(", ")}`, {
    headers: {
      "www-authenticate": `Bearer realm="${REALM}", error="insufficient_scope", scope=${quotedString(needed.join(" "))}`,
    },
  });
}
