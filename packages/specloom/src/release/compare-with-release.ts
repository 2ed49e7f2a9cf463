// The working tree against the last release: what is read from the disk for the comparison.
import { resolve } from "node:path";

import { readNamesLock, type SpecloomConfig } from "@specloom/generator";

import { readRuntimeSurface } from "../diff/types/publish-packages.ts";
import { compareStates, type StateComparison } from "./compare-states.ts";
import { readState } from "./read-state.ts";
import type { ReleaseState } from "./state.ts";

/** @throws UsageError where the working tree cannot be read */
export async function compareWithRelease(
  base: ReleaseState,
  config: SpecloomConfig,
  directory: string,
): Promise<StateComparison> {
  const revision = await readState(config, directory);
  const { names } = await readNamesLock(resolve(directory, config.names));
  const { overrides, decisions = [], policy = "standard" } = config;
  return compareStates({
    base,
    revision,
    dependencies: await readRuntimeSurface(),
    policy,
    decisions,
    ...(names && { names }),
    ...(overrides && { overrides }),
  });
}
