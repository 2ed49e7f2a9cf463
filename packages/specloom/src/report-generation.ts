import { relative } from "node:path";

import { formatProblem, visibleLine, type Problem } from "@specloom/api-model";
import type { GenerateResult } from "@specloom/generator";

import type { Output } from "./command.ts";

export interface GenerationReport {
  readonly result: GenerateResult;
  readonly check: boolean;
  readonly strict: boolean;
  /** Names every problem, however many there are of one kind. */
  readonly verbose: boolean;
  /** What mends stale files. */
  readonly command: string;
}

/** Problems of one code that are named where not all of them are. */
const NAMED = 5;

/** The problems for which nothing is written: fatal ones, and where there are none with `strict` whatever is lost. */
export function refusals({
  result,
  strict,
}: Pick<GenerationReport, "result" | "strict">): readonly Problem[] {
  const fatal = result.problems.filter(({ severity }) => severity === "fatal");
  if (fatal.length > 0 || !strict) return fatal;
  return result.problems.filter(({ severity }) => severity === "degraded");
}

/** Says what a run did, for people: problems on stderr in one list, the summary on stdout. */
export function reportGeneration(report: GenerationReport, { out, error }: Output): void {
  const { result, check, command, verbose } = report;
  const { problems, stale } = result;
  error(listProblems(problems, verbose));
  const refused = refusals(report);
  if (refused.length > 0) {
    const fatal = refused.some(({ severity }) => severity === "fatal");
    error(`${plural(refused.length, fatal ? "fatal problem" : "degraded part")}: nothing was written.\n`);
    return;
  }
  if (!check) {
    out(`${summary(result)}\n${fidelity(result)}\n`);
    return;
  }
  for (const { path, reason } of stale) error(`stale: ${visibleLine(relative(".", path))} (${reason})\n`);
  if (stale.length > 0) error(`${plural(stale.length, "generated file")} out of date. Run: ${command}\n`);
  else out(`${totals(result)}: ${plural(result.unchanged.length, "file")} up to date\n${fidelity(result)}\n`);
}

/** Every fatal problem, and of each other code the first few with the number of the rest. */
function listProblems(problems: readonly Problem[], verbose: boolean): string {
  const counts = new Map<string, number>();
  const named = problems.filter(({ code, severity }) => {
    if (verbose || severity === "fatal") return true;
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= NAMED;
  });
  const more = [...counts].filter(([, count]) => count > NAMED);
  const rest = more.map(([code, count]) => `${grouped(count - NAMED)} more ${code}`).join(", ");
  const list = named.map((problem) => `${formatProblem(problem)}\n`).join("");
  return rest === "" ? list : `${list}… and ${rest}: --verbose names every one\n`;
}

/** `10 operations, 12 schemas: 14 files written, 3 unchanged`. */
function summary(result: GenerateResult): string {
  const { written, deleted, unchanged } = result;
  const parts = [
    `${plural(written.length, "file")} written`,
    ...(deleted.length > 0 ? [`${deleted.length} deleted`] : []),
    `${unchanged.length} unchanged`,
  ];
  return `${totals(result)}: ${parts.join(", ")}`;
}

/**
 * `1,206 operations · 99.4 % represented · 7 degraded · 0 fatal`: keywords that have an effect, and how many of them arrive;
 * never 100 % where one does not.
 */
function fidelity({ counts, fidelity: found, problems }: GenerateResult): string {
  const { represented = 0, degraded = 0 } = found ?? {};
  const share = degraded === 0 ? 100 : Math.floor((1000 * represented) / (represented + degraded)) / 10;
  const fatal = problems.filter(({ severity }) => severity === "fatal").length;
  const arrived = `${share} % represented · ${grouped(degraded)} degraded · ${fatal} fatal`;
  return `${grouped(counts.operations)} operation${counts.operations === 1 ? "" : "s"} · ${arrived}`;
}

function grouped(count: number): string {
  // `toLocaleString` loads what it knows of languages first, which takes 30 ms.
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}

function totals({ counts }: GenerateResult): string {
  return `${plural(counts.operations, "operation")}, ${plural(counts.schemas, "schema")}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
