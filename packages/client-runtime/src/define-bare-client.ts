// A generated client without calls of its own.

import type { ApiDescription } from "./api-description.ts";
import { createBare, type BareClient } from "./bare-client.ts";
import type { PathClientOptions } from "./client-options.ts";
import { createCore, type Surroundings } from "./core.ts";

/**
 * Makes `createBareClient` of a generated client.
 *
 * @param surroundings Time, chance and environment, for tests.
 */
export function defineBareClient(
  api: ApiDescription,
  surroundings?: Surroundings,
): (options?: PathClientOptions) => BareClient {
  return (options) => createBare(createCore(api, options, surroundings));
}
