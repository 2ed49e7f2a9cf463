// `specloom changeset`: the working tree against the last release, and one changeset that says so.
import { join } from "node:path";

import { generate, writeChanges, type SpecloomConfig } from "@specloom/generator";

import { readBaseline } from "./baseline-folder.ts";
import type { Bump } from "./bump.ts";
import {
  changesetName,
  findChangesetRoot,
  printChangeset,
  readOwnChangesets,
  type OwnChangeset,
} from "./changeset-folder.ts";
import type { StateComparison } from "./compare-states.ts";
import { compareWithRelease } from "./compare-with-release.ts";
import { describeChanges } from "./describe-changes.ts";
import { releasedFolder } from "./read-state.ts";
import { findDeviations, readReleasePlan } from "./release-plan.ts";

/** What was found and done. */
export interface Proposal {
  /** Undefined where nothing was released yet. */
  readonly comparison?: StateComparison;
  /** The changeset of these two states, as it stands on the disk now. */
  readonly changeset?: string;
  readonly isWritten: boolean;
  /** Bump of each package: that of the verdict, unless a person gave another with a reason. */
  readonly bumps: Readonly<Record<string, Bump>>;
  readonly override?: OwnChangeset["override"];
  /** Changesets of states that are gone. */
  readonly removed: readonly string[];
  /** Why the release would not be what the verdict asks for. */
  readonly deviations: readonly string[];
}

const NOTHING: Proposal = { isWritten: false, bumps: {}, removed: [], deviations: [] };

/** Generates, compares, writes. @throws UsageError where something cannot be read; nothing was written then */
export async function proposeChangeset(
  config: SpecloomConfig,
  directory: string,
  onStep: (step: string) => void,
): Promise<Proposal> {
  const base = await readBaseline(releasedFolder(config, directory));
  if (base === undefined) return NOTHING;
  const root = await findChangesetRoot(directory);
  const present = await readOwnChangesets(root, Object.keys(base.versions));
  await generate(config, { directory, onStep });
  onStep("comparing with the last release");
  const comparison = await compareWithRelease(base, config, directory);
  return { ...(await write(root, present, comparison)), comparison };
}

async function write(
  root: string,
  present: readonly OwnChangeset[],
  comparison: StateComparison,
): Promise<Proposal> {
  const name = changesetName(comparison.id);
  const old = present.filter((changeset) => changeset.name !== name || !comparison.differs);
  const removed = old.map(({ path }) => path);
  if (!comparison.differs) {
    await writeChanges(removed.map((path) => ({ path })));
    return { ...NOTHING, removed };
  }
  const own = present.find((changeset) => changeset.name === name);
  const bumps = overrideBumps(comparison.bumps, own);
  const path = join(root, ".changeset", `${name}.md`);
  // What a person made of the words stays; what the numbers say is the verdict's, or has a reason.
  const isWritten = own === undefined || !sameBumps(own.bumps, bumps);
  const summary = own?.override === undefined ? describeChanges(comparison) : own.summary;
  const text = isWritten ? await printChangeset(bumps, summary) : "";
  await writeChanges([...removed.map((gone) => ({ path: gone })), ...(isWritten ? [{ path, text }] : [])]);
  const deviations = findDeviations(await readReleasePlan(root), bumps, name);
  return {
    changeset: path,
    isWritten,
    bumps,
    ...(own?.override !== undefined && { override: own.override }),
    removed,
    deviations,
  };
}

/** The bumps of the verdict, or those that a person gave with a reason. */
export function overrideBumps(
  bumps: Readonly<Record<string, Bump>>,
  own: OwnChangeset | undefined,
): Readonly<Record<string, Bump>> {
  const given = own?.override?.bump;
  if (given === undefined) return bumps;
  return Object.fromEntries(Object.keys(bumps).map((name) => [name, given]));
}

function sameBumps(one: Readonly<Record<string, Bump>>, other: Readonly<Record<string, Bump>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
