// The token endpoint of an `oauth2` scheme: the client credentials grant (RFC 6749, section 4.4) and its errors (5.2).
import type { Answer } from "../app/exchange.ts";
import type { IncomingRequest } from "../app/incoming-request.ts";
import type { MockContext } from "../app/mock-context.ts";
import type { LifecycleIndex } from "../plan/lifecycle-index.ts";
import { essenceOf } from "../request/media-type.ts";
import { decodeFormText, parseQuery } from "../request/query-pairs.ts";
import { BODY_LIMIT, readText } from "../request/read-text.ts";
import { markUse } from "../state/mark-use.ts";
import { REALM } from "./authenticate.ts";
import { authorizationOf, basicCredentials } from "./basic-credentials.ts";
import { issueToken, knownScopes, TOKEN_LIFETIME } from "./issue-token.ts";

export interface TokenEndpoint {
  /** Name of the security scheme. */
  readonly scheme: string;
  /** Path at which it is served. */
  readonly path: string;
}

/** One entry a path; a token URL that is absolute is served at its path here. */
export function tokenEndpoints({ model }: MockContext): readonly TokenEndpoint[] {
  const found = model.securitySchemes.flatMap((scheme): TokenEndpoint[] => {
    if (scheme.kind !== "oauth2" || scheme.clientCredentials === undefined) return [];
    const { tokenUrl } = scheme.clientCredentials;
    return URL.canParse(tokenUrl, BASE)
      ? [{ scheme: scheme.name, path: new URL(tokenUrl, BASE).pathname }]
      : [];
  });
  return [...new Map(found.map((endpoint) => [endpoint.path, endpoint])).values()];
}

const BASE = "http://mock.invalid/";

interface Refusal {
  readonly error: string;
  readonly description: string;
  /** True where the client itself was refused: 401 and a challenge. */
  readonly isClient?: boolean;
  /**
   * @default 401 where the client was refused, else 400
   */
  readonly status?: number;
}

/** Nothing of the exchange may be cached (RFC 6749, 5.1). */
const HEADERS = { "cache-control": "no-store", pragma: "no-cache" };

export async function answerTokenRequest(
  request: IncomingRequest,
  endpoint: TokenEndpoint,
  { context, lifecycles }: { readonly context: MockContext; readonly lifecycles: LifecycleIndex },
): Promise<Answer> {
  if (request.method !== "POST") {
    const refused = refuse({
      error: "invalid_request",
      description: `the token endpoint takes POST, not ${request.method}`,
    });
    return { ...refused, status: 405, headers: { ...refused.headers, allow: "POST" } };
  }
  const form = await readForm(request);
  if ("error" in form) return refuse(form);
  const client = readClient(request, form.fields);
  if ("error" in client) return refuse(client);
  const owner = findOwner(client, endpoint, context);
  if (owner === undefined) {
    return refuse({
      error: "invalid_client",
      description: "the client id and secret are not known here",
      isClient: true,
    });
  }
  const scopes = readGrant(form.fields, context);
  if ("error" in scopes) return refuse(scopes);
  const token = context.transact(() => {
    if (owner.entity !== undefined)
      markUse(context, lifecycles, { lifecycle: owner.lifecycle, position: owner.entity });
    return issueToken(context, { tenant: owner.tenant, scopes: scopes.granted });
  });
  const scope = form.fields.has("scope") ? { scope: scopes.granted.join(" ") } : {};
  return {
    status: 200,
    headers: HEADERS,
    mediaType: "application/json",
    body: { access_token: token, token_type: "Bearer", expires_in: TOKEN_LIFETIME, ...scope },
  };
}

function refuse({ error, description, isClient = false, status = isClient ? 401 : 400 }: Refusal): Answer {
  const challenge = isClient ? { "www-authenticate": `Basic realm="${REALM}"` } : {};
  return {
    status,
    headers: { ...HEADERS, ...challenge },
    mediaType: "application/json",
    body: { error, error_description: description },
  };
}

type Fields = ReadonlyMap<string, string>;

/** Fields without a value count as absent, a field given twice is an error (RFC 6749, 3.2). */
async function readForm(request: IncomingRequest): Promise<{ readonly fields: Fields } | Refusal> {
  const mediaType = essenceOf(request.headers.get("content-type") ?? "");
  if (mediaType !== "application/x-www-form-urlencoded") {
    return { error: "invalid_request", description: "the body must be application/x-www-form-urlencoded" };
  }
  const text = await readText(request);
  if (text === undefined) {
    return {
      error: "invalid_request",
      description: `the body is longer than ${BODY_LIMIT} bytes, the most that this server takes`,
      status: 413,
    };
  }
  const pairs = parseQuery(text);
  if (pairs === undefined)
    return { error: "invalid_request", description: "the form has a broken percent-encoding" };
  const fields = new Map<string, string>();
  for (const { name, raw } of pairs) {
    if (fields.has(name))
      return { error: "invalid_request", description: `the parameter ${name} is given twice` };
    if (raw !== "") fields.set(name, decodeFormText(raw) ?? raw);
  }
  return { fields };
}

interface Client {
  readonly id: string;
  readonly secret: string;
}

/** Basic or form credentials, never both (RFC 6749, 2.3); Basic carries them form-encoded (2.3.1). */
function readClient(request: IncomingRequest, fields: Fields): Client | Refusal {
  const missing: Refusal = {
    error: "invalid_client",
    description: "no client id and secret were sent",
    isClient: true,
  };
  const id = fields.get("client_id");
  const secret = fields.get("client_secret");
  if (authorizationOf(request, "basic") === undefined) {
    return id === undefined || secret === undefined ? missing : { id, secret };
  }
  const basic = basicCredentials(request);
  if (basic === undefined) return { ...missing, description: "the Basic credentials cannot be read" };
  const user = decodeFormText(basic.user) ?? basic.user;
  if (secret !== undefined || (id !== undefined && id !== user)) {
    return { error: "invalid_request", description: "credentials were sent in two ways; use one" };
  }
  return { id: user, secret: decodeFormText(basic.password) ?? basic.password };
}

interface Owner {
  readonly tenant: string | undefined;
  readonly lifecycle: string;
  readonly entity: number | undefined;
}

function findOwner({ id, secret }: Client, endpoint: TokenEndpoint, context: MockContext): Owner | undefined {
  if (context.isStatic) return { tenant: undefined, lifecycle: "", entity: undefined };
  const principal = context.principals.find((one) => one.clientID === id && one.clientSecret === secret);
  if (principal !== undefined) return { tenant: principal.tenant, lifecycle: "", entity: undefined };
  return context.credentials.findSecret(endpoint.scheme, id, secret);
}

function readGrant(fields: Fields, context: MockContext): { readonly granted: readonly string[] } | Refusal {
  const grant = fields.get("grant_type");
  if (grant === undefined)
    return { error: "invalid_request", description: "the parameter grant_type is missing" };
  if (grant !== "client_credentials") {
    return {
      error: "unsupported_grant_type",
      description: `the grant ${grant} is not offered; use client_credentials`,
    };
  }
  const known = knownScopes(context);
  const asked = fields
    .get("scope")
    ?.split(" ")
    .filter((scope) => scope !== "");
  const unknown = asked?.find((scope) => !known.includes(scope));
  if (unknown !== undefined)
    return { error: "invalid_scope", description: `the scope ${unknown} is not offered` };
  return { granted: asked ?? known };
}
