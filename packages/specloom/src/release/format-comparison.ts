// What the commands print of a comparison with the last release.
import type { Bump } from "./bump.ts";
import type { StateComparison } from "./compare-states.ts";
import { describeChanges, summarize } from "./describe-changes.ts";

export interface Report {
  readonly comparison: StateComparison;
  readonly bumps: Readonly<Record<string, Bump>>;
  readonly override?: { readonly bump: Bump; readonly because: string } | undefined;
  /** Why it may not be released as it is. */
  readonly faults?: readonly string[];
}

/** For a terminal: one sentence, and one line a package. */
export function formatSummary({ comparison, bumps, override }: Report): string {
  const lines = Object.entries(bumps).map(
    ([name, bump]) => `  ${bump.padEnd(6)} ${name} ${comparison.versions[name] ?? "(new)"}`,
  );
  const reason = override === undefined ? [] : [`  overridden, because ${override.because}`];
  return [summarize(comparison).replaceAll("`", ""), ...lines, ...reason, ""].join("\n");
}

/** For the summary of a pull request. */
export function formatReport({ comparison, bumps, override, faults = [] }: Report): string {
  const { wire, types, policy, differs } = comparison;
  const rows = Object.entries(bumps).map(
    ([name, bump]) => `| ${name} | ${comparison.versions[name] ?? "new"} | ${bump} |`,
  );
  const parts = [
    "### Since the last release",
    ...(differs ? [`wire: **${wire}** · types: **${types}** (policy ${policy})`] : []),
    ...(rows.length === 0
      ? []
      : [["| package | released | moves by |", "| --- | --- | --- |", ...rows].join("\n")]),
    ...(override === undefined ? [] : [`Overridden: ${override.bump}, because ${override.because}`]),
    ...faults.map((fault) => `**Not covered:** ${fault}`),
    describeChanges(comparison),
  ];
  return `${parts.join("\n\n")}\n`;
}
