// What a generated client knows about its API as a whole. Data only.

import type { QueryStyles } from "./operation-description.ts";

/** The newest `modelVersion` of generated data that this runtime understands. */
export const SUPPORTED_MODEL_VERSION = 1;

/** What a generated client says about its API: printed once by the generator, read by every call. */
export interface ApiDescription {
  /** Version of the generated data; a runtime that is older than the data refuses it at construction. */
  readonly modelVersion: number;
  /** Name of the generated package, for messages: `keycard-client`. */
  readonly name: string;
  /** URLs of the document's servers with their variables' defaults filled in. The first absolute one is the default base URL. */
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
  readonly queryStyles?: Readonly<Record<string, QueryStyles>>;
}

/** A security scheme. */
export type AuthScheme =
  /** `Authorization: Bearer …` with the option `token` (RFC 6750). */
  | { readonly kind: "bearer" }
  /** Client credentials (RFC 6749, section 4.4) with the options `clientId` and `clientSecret`; the URL is as the document has it. */
  | { readonly kind: "oauth2"; readonly tokenUrl: string }
  /** Given by the caller through the options `headers` or `query`; named so that it is redacted. */
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly parameter: string }
  | CarryingScheme;

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
