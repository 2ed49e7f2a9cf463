// What a generated client knows about its API as a whole. Data, but for the functions that a client carries only where its
// document needs them.

import type { QueryWriter } from "./query.ts";

/** The newest `modelVersion` of generated data that this runtime understands. */
export const SUPPORTED_MODEL_VERSION = 1;

/** What a generated client says about its API: printed once by the generator, read by every call. */
export interface ApiDescription {
  /** Version of the generated data; a runtime that is older than the data refuses it at construction. */
  readonly modelVersion: number;
  /** Name of the generated package, for messages: `keycard-client`. */
  readonly name: string;
  /**
   * URLs of the document's servers with their variables' defaults filled in; absolute ones normalised (WHATWG URL) and
   * without a slash at the end. The first absolute one is the default base URL.
   */
  readonly servers: readonly string[];
  /**
   * Prefix of the environment variables: with `EXAMPLE`, `EXAMPLE_BASE_URL`, `EXAMPLE_TOKEN`, `EXAMPLE_CLIENT_ID`
   * and `EXAMPLE_CLIENT_SECRET` are read where the runtime has them.
   *
   * @default none: no variable is read
   */
  readonly environmentPrefix?: string;
  /** The security schemes of the document that the client acts on. */
  readonly auth?: readonly AuthScheme[];
  /** Names of members, headers and parameters whose values are secret; compared without regard to case. */
  readonly secrets?: readonly string[];
  /**
   * How path calls write query parameters, keyed by method and path template (`GET /things`). Resource operations have
   * their own.
   *
   * @default openapi-fetch's: lists in style `form` with `explode`, objects in `deepObject`
   */
  readonly queryWriters?: Readonly<Record<string, QueryWriter>>;
}

/** A security scheme. */
export type AuthScheme =
  /** `Authorization: Bearer …` with the option `token` (RFC 6750). */
  | { readonly kind: "bearer" }
  | ClientCredentialsScheme
  /** Given by the caller through the options `headers` or `query`; named so that it is redacted. */
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly parameter: string }
  | CarryingScheme;

/** Client credentials (RFC 6749, section 4.4) with the options `clientId` and `clientSecret`. */
export interface ClientCredentialsScheme {
  readonly kind: "oauth2";
  /** Where they are exchanged: absolute and normalised (WHATWG URL), or relative to the base URL. */
  readonly tokenUrl: string;
  /** Where an absolute one has the origin of one of `servers`: its path below that server, with its query. */
  readonly tokenPath?: string;
}

/** A scheme whose credentials every call carries as they are: `basicAuth()`, `apiKeyAuth({ … })`. */
export interface CarryingScheme {
  readonly kind: "basic" | "apiKey";
  /** The options of the client that it takes, all of them. */
  readonly options: readonly ("username" | "password" | "apiKey")[];
  /** Name of what carries it, for redaction. */
  readonly parameter?: string;
  /** Where the values of those options go. */
  readonly carry: (values: readonly string[]) => CarriedCredentials;
}

/** Credentials of every call that is not anonymous. */
export interface CarriedCredentials {
  /** Adds them to the headers of a request. */
  readonly authorize?: (headers: Headers) => void;
  /** Query parameters that carry them. */
  readonly query?: Readonly<Record<string, string>>;
}
