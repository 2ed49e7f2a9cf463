// How clients authenticate. A scheme is a value of generated data: what it does comes along only where a document has it.

import type { CallContext, CarriedCredentials } from "./call.ts";
import type { PathClientOptions } from "./client-options.ts";

/** An option that holds credentials: those that every client's type has, and further API keys of a document. */
export type CredentialOption =
  | "token"
  | "clientId"
  | "clientSecret"
  | "username"
  | "password"
  | "apiKey"
  | (string & {});

/** What the options of a client are called for: every client knows `token`, the others come with a scheme. */
export interface AuthScheme {
  /** The options that it takes, all of them. */
  readonly options: readonly CredentialOption[];
  /**
   * @param values Those of the options, in their order; none is blank.
   * @throws {ConfigurationError} The values cannot authenticate.
   */
  readonly resolve: (values: readonly CredentialValue[], setting: AuthSetting) => Credentials;
}

/** Text, or the function of the option `token`. */
export type CredentialValue = string | TokenFunction;

/** Gives a bearer token. */
export type TokenFunction = () => string | Promise<string>;

/** The client for which credentials are resolved. */
export interface AuthSetting {
  readonly options: PathClientOptions;
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  /** The document's, as the API description has them. */
  readonly servers: readonly string[];
}

/** How calls are authenticated: not at all, by a token, by what they carry, or by both. */
export interface Credentials extends CarriedCredentials {
  /** Bearer token (RFC 6750). */
  readonly token?: string;
  /** Gets a bearer token in the place of `token`. */
  readonly issue?: (context: CallContext) => Promise<IssuedToken>;
}

/** A token and the time, in milliseconds since the epoch, from which on a new one should be fetched. */
export interface IssuedToken {
  readonly value: string;
  readonly staleAt: number;
}
