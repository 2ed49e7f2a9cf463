// Turns a caller into what a request carries: by the security requirement of the operation and the caller's credentials.
import type { ApiModel, Operation, SecurityScheme } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import { CredentialsRefused } from "./credentials-refused.ts";
import { credentialVariables, type Credentials, type Identity } from "./credentials.ts";
import type { Answer, Authorization, Caller, NoAnswer, PreparedRequest } from "./exchange.ts";
import { formEncode } from "./form-encode.ts";
import type { Redactor } from "./redact.ts";
import { resolveTokenUrl } from "./token-url.ts";

export interface AuthenticatorOptions {
  readonly model: ApiModel;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** `PETS`: what the shell variables of `curl` lines begin with. */
  readonly environmentPrefix: string;
  readonly owner: Credentials;
  readonly identities: { readonly [name: string]: Identity };
  readonly redactor: Redactor;
  readonly now: () => number;
  /** Sends a token request. */
  readonly send: (request: PreparedRequest) => Promise<Answer | NoAnswer>;
  /** A text that is nobody's credential. */
  readonly forge: () => string;
}

export interface Authenticator {
  /** @throws CredentialsRefused where a token cannot be had */
  authorize(operation: Operation, caller: Caller): Promise<Authorization>;
  /** True where the caller's credentials satisfy one alternative of the operation. */
  canAuthorize(operation: Operation, caller: Caller): boolean;
}

interface Token {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

const anonymous: Authorization = { headers: {}, query: {}, shellHeaders: {}, shellQuery: {} };

/** Tokens that live no longer than this are fetched anew, in milliseconds. */
const expiryMargin = 30_000;

/** An authenticator that keeps the tokens of each caller until shortly before they expire. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { model, redactor } = options;
  const tokens = new Map<string, Promise<Token>>();
  for (const credentials of [
    options.owner,
    ...Object.values(options.identities).map((identity) => identity.credentials),
  ]) {
    for (const secret of [
      credentials.token,
      credentials.clientSecret,
      credentials.apiKey,
      credentials.password,
    ]) {
      if (secret !== undefined) redactor.learn(secret);
    }
  }

  const credentialsOf = (caller: Caller): Credentials => {
    if (caller.kind === "owner" || caller.kind === "schemes") return options.owner;
    if (caller.kind === "identity") return options.identities[caller.name]?.credentials ?? {};
    if (caller.kind === "nobody" || caller.kind === "header") return {};
    const forged = options.forge();
    return { token: forged, apiKey: forged, username: forged, password: forged };
  };

  const fetchedToken = async (tokenUrl: string, credentials: Credentials): Promise<string> => {
    const key = JSON.stringify([tokenUrl, credentials.clientId, credentials.clientSecret]);
    const known = await tokens.get(key)?.catch(() => undefined);
    if (known !== undefined && known.expires - expiryMargin > options.now()) return known.value;
    const fetched = fetchToken(options, resolveTokenUrl(model, options.baseUrl, tokenUrl), credentials);
    tokens.set(key, fetched);
    return (await fetched).value;
  };

  const authorize = async (operation: Operation, caller: Caller): Promise<Authorization> => {
    if (caller.kind === "header")
      return header("Authorization", caller.authorization, {
        shell: caller.shown,
        script: caller.script ?? JSON.stringify(caller.authorization),
      });
    const credentials = credentialsOf(caller);
    const schemes = schemesFor(model, operation, { caller, credentials });
    const prefix =
      caller.kind === "identity"
        ? `${options.environmentPrefix}_${variableName(caller.name)}`
        : options.environmentPrefix;
    let whole = anonymous;
    for (const scheme of schemes ?? []) {
      const part = await carry(scheme, credentials, {
        prefix,
        forged: caller.kind === "forger",
        token: (tokenUrl) => fetchedToken(tokenUrl, credentials),
        tokenUrl: (tokenUrl) => resolveTokenUrl(model, options.baseUrl, tokenUrl),
      });
      whole = merge(whole, part);
    }
    return whole;
  };
  return {
    authorize,
    canAuthorize: (operation, caller) =>
      schemesFor(model, operation, { caller, credentials: credentialsOf(caller) }) !== undefined,
  };
}

/** The schemes that a caller names, else those of the first alternative for which there are credentials. */
function schemesFor(
  { securitySchemes }: ApiModel,
  operation: Operation,
  { caller, credentials }: { readonly caller: Caller; readonly credentials: Credentials },
): readonly SecurityScheme[] | undefined {
  const alternatives =
    caller.kind === "schemes"
      ? [caller.names]
      : operation.security.map((alternative) => alternative.map(({ scheme }) => scheme));
  for (const names of alternatives) {
    const schemes = names.map((each) => securitySchemes.find(({ name }) => name === each));
    if (schemes.every((scheme) => scheme !== undefined && satisfies(scheme, credentials)))
      return schemes as SecurityScheme[];
  }
  return alternatives.length === 0 ? [] : undefined;
}

function satisfies(scheme: SecurityScheme, credentials: Credentials): boolean {
  const { token, clientId, clientSecret } = credentials;
  switch (scheme.kind) {
    case "bearer":
      return token !== undefined;
    case "oauth2":
      return (
        token !== undefined ||
        (scheme.clientCredentials !== undefined && clientId !== undefined && clientSecret !== undefined)
      );
    case "basic":
      return credentials.username !== undefined && credentials.password !== undefined;
    case "apiKey":
      return credentials.apiKey !== undefined;
    default:
      return false;
  }
}

interface Carrier {
  readonly prefix: string;
  readonly forged: boolean;
  readonly token: (tokenUrl: string) => Promise<string>;
  readonly tokenUrl: (tokenUrl: string) => string;
}

async function carry(
  scheme: SecurityScheme,
  credentials: Credentials,
  carrier: Carrier,
): Promise<Authorization> {
  const variable = (member: keyof Credentials): string =>
    carrier.forged ? (credentials[member] ?? "") : `$${carrier.prefix}_${credentialVariables[member]}`;
  const script = (member: keyof Credentials): string =>
    carrier.forged
      ? JSON.stringify(credentials[member] ?? "")
      : `env("${carrier.prefix}_${credentialVariables[member]}")`;
  if (scheme.kind === "basic") {
    const pair = `${credentials.username}:${credentials.password}`;
    const shell = `Basic $(printf %s "${variable("username")}:${variable("password")}" | base64)`;
    return header("Authorization", `Basic ${Buffer.from(pair).toString("base64")}`, {
      shell,
      script: `"Basic " + btoa(${script("username")} + ":" + ${script("password")})`,
    });
  }
  if (scheme.kind === "apiKey")
    return carryKey(scheme, credentials.apiKey ?? "", {
      shell: variable("apiKey"),
      script: script("apiKey"),
    });
  if (credentials.token !== undefined)
    return header("Authorization", `Bearer ${credentials.token}`, {
      shell: `Bearer ${variable("token")}`,
      script: `"Bearer " + ${script("token")}`,
    });
  if (scheme.kind !== "oauth2" || scheme.clientCredentials === undefined) return anonymous;
  const { tokenUrl } = scheme.clientCredentials;
  const token = await carrier.token(tokenUrl);
  const pair = `${variable("clientId")}:${variable("clientSecret")}`;
  const fetchLine = `curl -sS -u "${pair}" -d grant_type=client_credentials '${carrier.tokenUrl(tokenUrl)}'`;
  const shell = `Bearer $(${fetchLine} | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')`;
  const fetchCall = `token(${JSON.stringify(carrier.tokenUrl(tokenUrl))}, ${script("clientId")}, ${script("clientSecret")})`;
  const texts = { shell, script: `"Bearer " + (await ${fetchCall})` };
  return { ...header("Authorization", `Bearer ${token}`, texts), fetched: true };
}

/** How a credential is written for a shell and in a script. */
interface CredentialTexts {
  readonly shell: string;
  readonly script: string;
}

function carryKey(
  scheme: SecurityScheme & { kind: "apiKey" },
  key: string,
  { shell, script }: CredentialTexts,
): Authorization {
  const { in: place, parameter: name } = scheme;
  if (place === "header") return header(name, key, { shell, script });
  if (place === "cookie") {
    const texts = { shell: `${name}=${shell}`, script: `${JSON.stringify(`${name}=`)} + ${script}` };
    return header("Cookie", `${name}=${key}`, texts);
  }
  return {
    ...anonymous,
    query: { [name]: key },
    shellQuery: { [name]: shell },
    scriptQuery: { [name]: script },
  };
}

function header(name: string, value: string, { shell, script }: CredentialTexts): Authorization {
  return {
    ...anonymous,
    headers: { [name]: value },
    shellHeaders: { [name]: shell },
    scriptHeaders: { [name]: script },
  };
}

function merge(a: Authorization, b: Authorization): Authorization {
  return {
    headers: { ...a.headers, ...b.headers },
    query: { ...a.query, ...b.query },
    shellHeaders: { ...a.shellHeaders, ...b.shellHeaders },
    shellQuery: { ...a.shellQuery, ...b.shellQuery },
    scriptHeaders: { ...a.scriptHeaders, ...b.scriptHeaders },
    scriptQuery: { ...a.scriptQuery, ...b.scriptQuery },
    ...(a.fetched === true || b.fetched === true ? { fetched: true as const } : {}),
  };
}

/** RFC 6749, section 4.4, with the client's credentials as section 2.3.1 says: form-encoded, then HTTP basic. */
async function fetchToken(
  options: AuthenticatorOptions,
  url: string,
  credentials: Credentials,
): Promise<Token> {
  const pair = `${formEncode(credentials.clientId)}:${formEncode(credentials.clientSecret)}`;
  const answer = await options.send({
    method: "POST",
    url,
    headers: {
      Accept: "application/json",
      Authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  if (answer.kind === "no-answer")
    throw new CredentialsRefused(`POST ${url} gave no token: ${answer.reason}.`);
  const value = isObject(answer.json) ? answer.json["access_token"] : undefined;
  if (answer.status !== 200 || typeof value !== "string") {
    const error =
      isObject(answer.json) && typeof answer.json["error"] === "string"
        ? `, error "${answer.json["error"]}"`
        : "";
    throw new CredentialsRefused(`POST ${url} gave no token: status ${answer.status}${error}.`);
  }
  options.redactor.learn(value);
  const seconds = isObject(answer.json) ? answer.json["expires_in"] : undefined;
  const lifetime = typeof seconds === "number" ? seconds * 1000 : Number.POSITIVE_INFINITY;
  return { value, expires: options.now() + lifetime };
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
}
