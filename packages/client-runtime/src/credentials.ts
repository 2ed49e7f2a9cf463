// How a client authenticates: which of the options and variables count.

import type { ApiDescription } from "./api-description.ts";
import type { ClientOptions } from "./client-options.ts";
import { refuseOption } from "./errors/configuration-error.ts";
import { present } from "./present.ts";
import { resolveTokenUrl } from "./token-url.ts";

/** Gives a bearer token. */
export type TokenFunction = () => string | Promise<string>;

/** Client credentials (RFC 6749, section 4.4) and the absolute URL where they are exchanged. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
  readonly url: string;
}

/** How calls are authenticated: not at all, or in one of two ways. */
export interface Credentials {
  readonly token?: string | TokenFunction | undefined;
  readonly client?: ClientCredentials;
}

/** What else credentials are resolved from. */
export interface CredentialInput {
  /** A variable of the environment, without the prefix. */
  readonly read: (name: string) => string | undefined;
  readonly baseUrl: string;
}

/**
 * An explicit option decides the kind; the environment is asked only for what is missing then.
 *
 * @throws {ConfigurationError} Both kinds, half of one, a token that no header can hold, or no token URL.
 */
export function resolveCredentials(
  api: ApiDescription,
  options: ClientOptions,
  input: CredentialInput,
): Credentials {
  const { read, baseUrl } = input;
  let token = present(options.token);
  let id = present(options.clientId);
  let secret = present(options.clientSecret);
  if (!token) {
    if (!id && !secret) token = read("TOKEN");
    id ??= read("CLIENT_ID");
    secret ??= read("CLIENT_SECRET");
  }
  if (!id && !secret) {
    if (typeof token === "string" && !isToken(token))
      throw refuseOption("token", "holds a character that no token has");
    return { token };
  }
  if (token)
    throw refuseOption(
      "token",
      'is given (or in the environment) beside "clientId" or "clientSecret": give one kind',
    );
  if (!id) throw refuseOption("clientId", 'is missing beside "clientSecret"');
  if (!secret) throw refuseOption("clientSecret", 'is missing beside "clientId"');
  const documented = api.auth?.find((scheme) => scheme.kind === "oauth2")?.tokenUrl;
  const url = resolveTokenUrl({
    documented,
    given: present(options.tokenUrl),
    baseUrl,
    servers: api.servers,
  });
  return { client: { id, secret, url } };
}

/** Whether a header can carry it (RFC 6750, section 2.1, taken widely). */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]+$/.test(value);
}
