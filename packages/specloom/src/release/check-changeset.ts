// `specloom changeset --check`: is what changed since the last release covered by what will be released? Writes nothing.
import { relative } from "node:path";

import { generate, type SpecloomConfig } from "@specloom/generator";

import { readBaseline } from "./baseline-folder.ts";
import { isLess } from "./bump.ts";
import {
  changesetName,
  findChangesetRoot,
  readOwnChangesets,
  type OwnChangeset,
} from "./changeset-folder.ts";
import type { StateComparison } from "./compare-states.ts";
import { compareWithRelease } from "./compare-with-release.ts";
import { overrideBumps, type Proposal } from "./propose-changeset.ts";
import { releasedFolder } from "./read-state.ts";
import { readReleasePlan, type ReleasePlan } from "./release-plan.ts";

/** What the gate says; without a comparison nothing was released yet. */
export interface GateResult {
  readonly comparison?: StateComparison;
  /** The reason that a person gave for another bump. */
  readonly override?: Proposal["override"];
  /** Why the working tree may not be released as it is; none lets it pass. */
  readonly faults: readonly string[];
}

/** @throws UsageError where something cannot be read */
export async function checkChangeset(
  config: SpecloomConfig,
  directory: string,
  onStep: (step: string) => void,
): Promise<GateResult> {
  const base = await readBaseline(releasedFolder(config, directory));
  if (base === undefined) return { faults: [] };
  const root = await findChangesetRoot(directory);
  const present = await readOwnChangesets(root, Object.keys(base.versions));
  const { stale } = await generate(config, { directory, check: true, onStep });
  if (stale.length > 0) {
    return {
      faults: [`Generated files are out of date. Run: ${config.command ?? "npx specloom generate"}`],
    };
  }
  onStep("comparing with the last release");
  const comparison = await compareWithRelease(base, config, directory);
  if (!comparison.differs) return { comparison, faults: present.map(describeLeftover) };
  const own = present.find(({ name }) => name === changesetName(comparison.id));
  return {
    comparison,
    ...(own?.override !== undefined && { override: own.override }),
    faults: findUncovered(await readReleasePlan(root), comparison, own),
  };
}

function describeLeftover({ path }: OwnChangeset): string {
  return `${relative(".", path)} is about a change that is gone. Run: specloom changeset`;
}

function findUncovered(
  plan: ReleasePlan,
  comparison: StateComparison,
  own: OwnChangeset | undefined,
): readonly string[] {
  const asked = overrideBumps(comparison.bumps, own);
  const uncovered = Object.entries(asked).filter(([name, bump]) => isLess(plan.bumps[name], bump));
  if (uncovered.length === 0) return [];
  const list = uncovered.map(([name, bump]) => `${name} ${bump} instead of ${plan.bumps[name] ?? "nothing"}`);
  const what = `What changed since the last release asks for ${list.join(", ")}.`;
  if (own === undefined) return [`${what} No changeset says so. Run: specloom changeset`];
  const [, bump = "patch"] = Object.entries(own.bumps)[0] ?? [];
  return [
    `${what} ${relative(".", own.path)} asks for less and gives no reason. Run specloom changeset to raise it, or add the line ` +
      `"Specloom-Override: ${bump}, because …" to its body.`,
  ];
}
