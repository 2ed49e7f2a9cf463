import { relative } from "node:path";

import { formatProblem } from "@specloom/api-model";
import type { GenerateResult } from "@specloom/generator";

import type { Output } from "./command.ts";
import { visibleText } from "./visible-text.ts";

export interface GenerationReport {
  readonly result: GenerateResult;
  readonly check: boolean;
  /** What mends stale files. */
  readonly command: string;
}

/** Says what a run did, for people: problems on stderr in one list, the summary on stdout. */
export function reportGeneration({ result, check, command }: GenerationReport, { out, error }: Output): void {
  const { problems, stale } = result;
  for (const problem of problems) error(`${visibleText(formatProblem(problem))}\n`);
  if (problems.some(({ severity }) => severity === "fatal")) {
    const count = problems.filter(({ severity }) => severity === "fatal").length;
    error(`${plural(count, "fatal problem")}: nothing was written.\n`);
    return;
  }
  if (!check) {
    out(`${summary(result)}\n`);
    return;
  }
  for (const { path, reason } of stale) error(`stale: ${visibleText(relative(".", path))} (${reason})\n`);
  if (stale.length > 0) error(`${plural(stale.length, "generated file")} out of date. Run: ${command}\n`);
  else out(`${totals(result)}: ${plural(result.unchanged.length, "file")} up to date\n`);
}

/** `10 operations, 12 schemas: 14 files written, 3 unchanged`. */
function summary(result: GenerateResult): string {
  const { written, deleted, unchanged, problems } = result;
  const degraded = problems.filter(({ severity }) => severity === "degraded").length;
  const parts = [
    `${plural(written.length, "file")} written`,
    ...(deleted.length > 0 ? [`${deleted.length} deleted`] : []),
    `${unchanged.length} unchanged`,
    ...(degraded > 0 ? [`${degraded} degraded`] : []),
  ];
  return `${totals(result)}: ${parts.join(", ")}`;
}

function totals({ counts }: GenerateResult): string {
  return `${plural(counts.operations, "operation")}, ${plural(counts.schemas, "schema")}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
