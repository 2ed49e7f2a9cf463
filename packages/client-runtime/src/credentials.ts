// How a client authenticates: which of the options and variables count.

import type { ApiDescription, CarriedCredentials } from "./api-description.ts";
import type { ClientOptions } from "./client-options.ts";
import { NO_HEADER, refuseOption } from "./errors/configuration-error.ts";
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

/** How calls are authenticated: not at all, or in one of these ways. */
export interface Credentials {
  readonly token?: string | TokenFunction | undefined;
  readonly client?: ClientCredentials;
  readonly carried?: CarriedCredentials;
}

/** What credentials are resolved from. */
export interface CredentialInput {
  readonly options: ClientOptions;
  /** An option or, where it is not given, the variable of the environment. */
  readonly read: (option: string) => string | undefined;
  readonly baseUrl: string;
}

type Option = keyof ClientOptions;

/**
 * An explicit option decides the kind; the environment is asked only for what is missing then.
 *
 * @throws {ConfigurationError} Two kinds, half of one, a token that no header can hold, or no token URL.
 */
export function resolveCredentials(
  api: ApiDescription,
  { options, read, baseUrl }: CredentialInput,
): Credentials {
  const carrying = api.auth?.flatMap((scheme) => ("carry" in scheme ? scheme : [])) ?? [];
  const kinds: (readonly Option[])[] = [
    ["token"],
    ["clientId", "clientSecret"],
    ...carrying.map((scheme) => scheme.options),
  ];
  const given = (from: (option: Option) => unknown): typeof kinds => kinds.filter((kind) => kind.some(from));
  const explicit = given((option) => present(options[option]));
  const [kind = [], other] = explicit[0] ? explicit : given(read);
  if (other)
    throw refuseOption(kind[0]!, `is given (or in the environment) beside ${quote(other)}: give one kind`);
  const values = kind.map((option) => {
    const value = read(option);
    if (!value) throw refuseOption(option, `is missing beside ${quote(kind)}`);
    return value;
  });
  const scheme = carrying.find((one) => one.options === kind);
  if (scheme) return { carried: scheme.carry(values) };
  const [token, secret] = values;
  if (secret) return { client: { id: token!, secret, url: resolveTokenUrl(api, options.tokenUrl, baseUrl) } };
  if (typeof token === "string" && !isToken(token)) throw refuseOption("token", NO_HEADER);
  return { token };
}

function quote(names: readonly string[]): string {
  return `"${names.join('" and "')}"`;
}

/** Whether a header can carry it (RFC 6750, section 2.1, taken widely). */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]+$/.test(value);
}
