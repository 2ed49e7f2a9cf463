// What a generated client knows about its API as a whole. Data, but for the functions that a client carries only where its
// document needs them.

import type { AuthScheme } from "./auth-scheme.ts";
import type { PathCallPreparer } from "./path-calls.ts";
import type { RedactURLs } from "./secret-paths.ts";

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
  /** The ways to authenticate that the document has beside bearer tokens; what takes fewer options comes first. */
  readonly auth?: readonly AuthScheme[];
  /**
   * Names of members, headers and parameters whose values are secret, in lower case; those of query parameters also as
   * they stand in a URL.
   */
  readonly secrets?: readonly string[];
  /** Takes secret path values out of texts that are shown: `secretPaths("…")`. @default there are none */
  readonly redactURLs?: RedactURLs;
  /** What the document says of path calls that openapi-fetch does not know: `pathCalls({ … })`. @default nothing */
  readonly preparePathCall?: PathCallPreparer;
}
