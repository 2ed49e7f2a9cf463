// The path face of a generated client, alone.

import type { ApiDescription } from "./api-description.ts";
import type { PathClientOptions } from "./client-options.ts";
import { createCore, type Surroundings } from "./core.ts";
import { createPaths, type PathClient } from "./path-client.ts";

/**
 * Makes `createPathClient` of a generated client.
 *
 * @param surroundings Time, chance and environment, for tests.
 */
export function definePathClient<Paths extends {}>(
  api: ApiDescription,
  surroundings?: Surroundings,
): (options?: PathClientOptions) => PathClient<Paths> {
  return (options) => createPaths<Paths>(createCore(api, options, surroundings));
}
