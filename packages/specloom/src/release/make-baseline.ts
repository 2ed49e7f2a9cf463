import { generate, type SpecloomConfig } from "@specloom/generator";

import { readBaseline, writeBaseline } from "./baseline-folder.ts";
import { readState, releasedFolder } from "./read-state.ts";
import { hashState, type ReleaseState } from "./state.ts";

export interface BaselineResult {
  readonly folder: string;
  /** Files that were written or deleted. */
  readonly written: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Why nothing was written. */
  readonly refusal?: string;
}

/** Writes `spec/released/` for the working tree as it is. @throws UsageError where one of both cannot be read */
export async function makeBaseline(
  config: SpecloomConfig,
  directory: string,
  onStep: (step: string) => void,
): Promise<BaselineResult> {
  const folder = releasedFolder(config, directory);
  const before = await readBaseline(folder);
  const { stale } = await generate(config, { directory, check: true, onStep });
  const state = await readState(config, directory);
  const { versions } = state;
  const refusal = stale.length > 0 ? describeStale(stale.length, config) : findUnmoved(before, state);
  if (refusal !== undefined) return { folder, written: 0, versions, refusal };
  onStep("writing");
  return { folder, written: await writeBaseline(folder, state), versions };
}

function describeStale(count: number, config: SpecloomConfig): string {
  const files = `${count} generated file${count === 1 ? " is" : "s are"}`;
  return `nothing was written: ${files} out of date. Run: ${config.command ?? "npx specloom generate"}`;
}

/** A release that differs from the last has another version, or nobody could tell the two apart. */
function findUnmoved(before: ReleaseState | undefined, after: ReleaseState): string | undefined {
  if (before === undefined || hashState(before) === hashState(after)) return undefined;
  const unmoved = Object.entries(after.versions).filter(
    ([name, version]) => before.versions[name] === version,
  );
  if (unmoved.length < Object.keys(after.versions).length) return undefined;
  const [name = "", version = ""] = unmoved[0] ?? [];
  return (
    `nothing was written: what the packages hold differs from the release ${version} of ${name}, and their version is the same. ` +
    "Move the version first: changeset version"
  );
}
