// What changesets would release now, against what the verdict asks for.
import { getReleasePlan } from "@changesets/get-release-plan";

import { UsageError } from "../usage-error.ts";
import { greater, isBump, isLess, type Bump } from "./bump.ts";

/** The bump that changesets would give each package, and the changesets that ask for one. */
export interface ReleasePlan {
  readonly bumps: Readonly<Record<string, Bump>>;
  readonly changesets: readonly { readonly name: string; readonly bumps: Readonly<Record<string, Bump>> }[];
}

/** @throws UsageError where changesets cannot make one */
export async function readReleasePlan(root: string): Promise<ReleasePlan> {
  try {
    const plan = await getReleasePlan(root);
    return {
      bumps: toBumps(plan.releases),
      changesets: plan.changesets.map(({ id, releases }) => ({ name: id, bumps: toBumps(releases) })),
    };
  } catch (error) {
    const reason = (error as Error).message.replaceAll(/\s+/g, " ").trim();
    throw new UsageError(`Changesets cannot plan a release: ${reason}`, { cause: error, showsUsage: false });
  }
}

function toBumps(
  releases: readonly { readonly name: string; readonly type: string }[],
): Readonly<Record<string, Bump>> {
  const bumps = releases.flatMap(({ name, type }) => (isBump(type) ? [[name, type] as const] : []));
  return Object.fromEntries(bumps);
}

/**
 * Where the plan is not what the bumps ask for: less for a package, or more than any changeset asks for.
 *
 * @param own name of the changeset that holds the bumps
 */
export function findDeviations(
  plan: ReleasePlan,
  bumps: Readonly<Record<string, Bump>>,
  own: string,
): readonly string[] {
  const others = plan.changesets
    .filter(({ name }) => name !== own)
    .flatMap((other) => Object.values(other.bumps));
  // Groups of packages move together: the most that is asked for is what any of them may get.
  const most = [...others, ...Object.values(bumps)].reduce<Bump | undefined>(greater, undefined);
  return Object.entries(bumps).flatMap(([name, asked]) => {
    const planned = plan.bumps[name];
    if (isLess(planned, asked))
      return [
        `${name}: the verdict asks for ${asked}, and changesets would release ${planned ?? "nothing"} (see ignore and privatePackages in .changeset/config.json)`,
      ];
    if (isLess(most, planned))
      return [
        `${name}: the verdict asks for ${asked}, and changesets would release ${planned ?? "nothing"}, which no changeset asks for`,
      ];
    return [];
  });
}
