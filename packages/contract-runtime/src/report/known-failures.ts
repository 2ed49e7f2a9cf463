// Failures that a team knows of and has a reason to live with: a text file, one a line. They are shown and do not fail a run.
import type { Check, CheckResult, Scenario } from "../contract/check.ts";

/** One line of the file. */
export interface KnownFailure {
  /** As written: `managed-moves updatePet answers with the time of the day before`. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
  /** Ids of the checks that it speaks of; at least one. */
  readonly checks: readonly string[];
}

/** What a file says, and what of it cannot be understood. */
export interface KnownFailures {
  readonly entries: readonly KnownFailure[];
  /** One sentence a faulty line. */
  readonly faults: readonly string[];
}

/** How strictly results are taken. */
export interface Policy {
  readonly known?: readonly KnownFailure[];
  /** `warn`: a convention that is broken is shown and does not fail the run. @default "fail" */
  readonly conventions?: "fail" | "warn";
}

const methods = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)$/;

/**
 * Reads `CHECK OPERATION REASON` from each line. CHECK is a code (`managed-moves`) or the id of one check; OPERATION is an
 * operationId or `METHOD /path`. Empty lines, and those that begin with `#`, say nothing.
 * @param scenarios the whole plan: a line that speaks of none of its checks is a fault
 */
export function readKnownFailures(text: string, scenarios: readonly Scenario[]): KnownFailures {
  const checks = scenarios.flatMap((scenario) => scenario.checks);
  const entries: KnownFailure[] = [];
  const faults: string[] = [];
  for (const [index, whole] of text.split("\n").entries()) {
    const line = whole.trim();
    if (line === "" || line.startsWith("#")) continue;
    const entry = readLine(line, checks);
    if (typeof entry === "string") faults.push(`line ${index + 1}: ${entry}`);
    else entries.push({ ...entry, text: line, line: index + 1 });
  }
  return { entries, faults };
}

function readLine(line: string, checks: readonly Check[]): Pick<KnownFailure, "reason" | "checks"> | string {
  const [name = "", ...words] = line.split(/\s+/);
  const isPath = methods.test(words[0] ?? "") && words[1]?.startsWith("/") === true;
  const operation = words.slice(0, isPath ? 2 : 1).join(" ");
  const reason = words.slice(isPath ? 2 : 1).join(" ");
  if (operation === "") return `"${line}" names no operation. Write: CHECK OPERATION REASON`;
  const ofName = checks.filter(({ id, code }) => id === name || code === name);
  if (ofName.length === 0) return `this document arms no check "${name}"`;
  const meant = ofName.filter(
    ({ operation: id, method, path }) => id === operation || `${method} ${path}` === operation,
  );
  if (meant.length === 0) return `"${name}" is not checked on an operation "${operation}"`;
  if (reason === "") return `"${line}" has no reason. Say behind it why this failure is lived with`;
  return { reason, checks: meant.map(({ id }) => id) };
}

/** The results, each broken one that the policy lets pass with the reason why. */
export function applyPolicy(
  results: readonly CheckResult[],
  { known = [], conventions = "fail" }: Policy,
): readonly CheckResult[] {
  const reasons = new Map(known.flatMap(({ checks, reason }) => checks.map((id) => [id, reason] as const)));
  return results.map((result) => {
    if (result.verdict !== "broken") return result;
    const reason = reasons.get(result.check.id);
    if (reason !== undefined) return { ...result, waived: { by: "known-failures", reason } };
    if (conventions === "warn" && result.check.licence.kind === "convention")
      return { ...result, waived: { by: "conventions", reason: "conventions only warn" } };
    return result;
  });
}

/** Entries that can go: something that they speak of was judged, and nothing of it failed. */
export function outdatedEntries(
  known: readonly KnownFailure[],
  results: readonly CheckResult[],
): readonly KnownFailure[] {
  const verdicts = new Map(results.map(({ check, verdict }) => [check.id, verdict]));
  return known.filter(({ checks }) => {
    const own = new Set(checks.map((id) => verdicts.get(id)));
    return own.has("held") && !own.has("broken");
  });
}

/** True for what fails a run. */
export function isFailing({ verdict, waived }: CheckResult): boolean {
  return verdict === "broken" && waived === undefined;
}
