import { visibleText } from "@specloom/api-model";

import { describeChanges } from "../release/describe-changes.ts";
import { formatSummary } from "../release/format-comparison.ts";
import type { Round } from "./dev-round.ts";

const TITLES: Readonly<Record<NonNullable<Round["stoppedBy"]>, string>> = {
  configuration: "the configuration cannot be used; the last one is kept",
  document: "the document cannot be read; the packages are those of before",
  lint: "the lint rules are broken",
  types: "the packages do not compile",
  verdict: "the last release cannot be compared with",
};

/** What a person sees after a round. */
export function formatRound(round: Round): string {
  const { stoppedBy, faults, notes, written, comparison } = round;
  const isUntouched = stoppedBy === "document" || stoppedBy === "configuration";
  const lines = [
    ...notes,
    ...(stoppedBy === undefined ? [] : [`${TITLES[stoppedBy]}:`]),
    ...faults,
    ...(isUntouched ? [] : [`${written} file${written === 1 ? "" : "s"} written`]),
    ...(stoppedBy === undefined ? verdictOf(comparison) : []),
  ];
  return visibleText(`${lines.join("\n")}\n`);
}

function verdictOf(comparison: Round["comparison"]): string[] {
  if (comparison === undefined) return ["Nothing was released yet: there is nothing to compare with."];
  if (!comparison.differs) return ["Nothing differs from the last release."];
  const summary = formatSummary({ comparison, bumps: comparison.bumps });
  const [, ...rest] = describeChanges(comparison).split("\n\n");
  return [summary.trimEnd(), ...rest.flatMap((part) => ["", part])];
}
