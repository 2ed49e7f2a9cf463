// What people read at the end of a run. Everything that came from a document or a server is escaped.
import type { Operation } from "@specloom/api-model";
import type { CheckResult, Phase } from "../contract/check.ts";
import type { Created } from "../run/ledger.ts";
import type { Coverage, Covered, Uncovered } from "./coverage.ts";
import { escapeText } from "./escape-text.ts";
import { failureLines } from "./failure-lines.ts";
import { groupFailures, type FailureGroup } from "./group-failures.ts";
import { isFailing, type KnownFailure } from "./known-failures.ts";
import { countVerdicts } from "./report.ts";

export interface FinishedRun {
  readonly results: readonly CheckResult[];
  readonly left: readonly Created[];
  readonly requests: number;
  readonly seed: number;
  readonly runId: string;
  readonly baseUrl: string;
  /** Command that repeats a run: `pets-contract --base-url http://…`. */
  readonly repeat: string;
  readonly stopped: boolean;
  readonly seconds: number;
  readonly coverage: Coverage;
  /** Known failures that no longer fail. */
  readonly outdated: readonly KnownFailure[];
  /** Where a failure's own test was written, by the id of its check. */
  readonly saved?: ReadonlyMap<string, string>;
  /** Name of the document's file: `spec/openapi.yaml`. */
  readonly document?: string;
}

/** More reasons than this are counted, not listed. */
const maxReasons = 8;
/** More failures than this are counted, not listed; the report has all. */
const maxGroups = 30;

/** The whole summary, ending with a newline. */
export function formatRun(run: FinishedRun, operations: readonly Operation[]): string {
  const groups = groupFailures(run.results.filter((result) => isFailing(result)));
  const shown = groups.slice(0, maxGroups);
  const parts = [
    formatTable(run.results, operations),
    ...shown.map((group, index) => formatGroup(group, index + 1, run)),
  ];
  if (groups.length > shown.length)
    parts.push(`… and ${groups.length - shown.length} more causes; --report FILE.json has them all.`);
  const open = run.results.filter(({ verdict }) => verdict === "not-judged");
  if (open.length > 0) parts.push(formatReasons(open));
  const waived = run.results.filter((result) => result.waived !== undefined);
  if (waived.length > 0) parts.push(formatWaived(waived));
  if (run.outdated.length > 0) parts.push(formatOutdated(run.outdated));
  parts.push(formatCoverage(run.coverage));
  if (run.left.length > 0) parts.push(formatLeft(run.left));
  return `${[...parts, formatTotal(run)].join("\n\n")}\n`;
}

const phases: readonly Phase[] = ["examples", "coverage", "lifecycle", "laws", "protection", "fuzz"];

function formatTable(results: readonly CheckResult[], operations: readonly Operation[]): string {
  const rows = operations
    .map((operation) => {
      const own = results.filter(({ check }) => check.operation === operation.id);
      const name = `${operation.method.padEnd(6)} ${escapeText(operation.path)}`;
      return {
        own,
        cells: [
          name,
          ...phases.map((phase) => cell(own.filter(({ scenario }) => scenario.startsWith(`${phase}/`)))),
        ],
      };
    })
    .filter(({ own }) => own.length > 0);
  const table = [["operation", ...phases], ...rows.map(({ cells }) => cells)];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cell(results: readonly CheckResult[]): string {
  const count = (verdict: CheckResult["verdict"]): number =>
    results.filter((result) => result.verdict === verdict).length;
  if (results.length === 0) return "-";
  const broken = results.filter((result) => isFailing(result)).length;
  const waived = count("broken") - broken;
  const open = count("not-judged");
  return `${count("held")} held${broken > 0 ? `, ${broken} BROKEN` : ""}${waived > 0 ? `, ${waived} let pass` : ""}${open > 0 ? `, ${open} open` : ""}`;
}

function formatGroup({ result, others }: FailureGroup, number: number, run: FinishedRun): string {
  const { check, failure } = result;
  const lines = [
    ...failureLines(check, failure, run.document),
    [
      "check",
      others.length === 0 ? check.id : `${check.id} and ${others.length} more: ${names(others)}`,
    ] as const,
    ["again", `${run.repeat} --seed ${run.seed} --only '${pattern(check.id)}'`] as const,
    ...(run.saved?.get(check.id) === undefined ? [] : [["saved", run.saved.get(check.id) ?? ""] as const]),
  ];
  const title = `${number}. ${check.method} ${check.path}: ${check.title}`;
  return [
    escapeText(title),
    ...lines.map(([label, text]) => `   ${label.padEnd(9)} ${escapeText(text)}`),
  ].join("\n");
}

/** What is broken and does not fail the run, one line a check. */
function formatWaived(results: readonly CheckResult[]): string {
  const lines = results.map(({ check, failure, waived }) =>
    escapeText(
      `  ${check.id} (${check.method} ${check.path}): found ${failure?.found ?? ""}. ${waived?.reason ?? ""}`,
    ),
  );
  return ["Broken, and let pass:", ...lines].join("\n");
}

/** Known failures that no longer fail. */
export function formatOutdated(entries: readonly KnownFailure[]): string {
  const lines = entries.map(({ line, text }) => escapeText(`  line ${line}: ${text}`));
  return ["No longer failing; these known failures can be deleted:", ...lines].join("\n");
}

/** What was covered, a line a kind, and the first of what was not. */
function formatCoverage({ operations, statuses, parameters, constraints, laws }: Coverage): string {
  const kinds: readonly (readonly [string, Covered])[] = Object.entries({
    operations,
    statuses,
    parameters,
    constraints,
    laws,
  });
  const lines = kinds.flatMap(([kind, { covered, total, missing }]) => {
    const line = `  ${`${covered} of ${total}`.padStart(10)}  ${kind}`;
    return missing.length === 0 ? line : [line, missingLines(missing)].join("\n");
  });
  return ["Covered:", ...lines].join("\n");
}

/** One line a reason, with the first things that it holds for. */
function missingLines(missing: readonly Uncovered[]): string {
  const byReason = new Map<string, string[]>();
  for (const { what, why } of missing) byReason.set(why, [...(byReason.get(why) ?? []), what]);
  const lines = [...byReason].slice(0, maxReasons).map(([why, things]) => {
    const shown = things.slice(0, 3).join(", ");
    return escapeText(
      `              not ${shown}${things.length > 3 ? ` and ${things.length - 3} more` : ""}: ${why}`,
    );
  });
  return lines.join("\n");
}

function names(results: readonly CheckResult[]): string {
  const operations = [...new Set(results.map(({ check }) => `${check.method} ${check.path}`))];
  return operations.length <= 3 ? operations.join(", ") : `${operations.slice(0, 3).join(", ")}, …`;
}

/** The id as a regular expression between single quotes of a shell. */
function pattern(id: string): string {
  const literal = id.replaceAll(/[.*+?^${}()|[\]\\/]/g, (character) =>
    character === "/" ? character : `\\${character}`,
  );
  return `^${literal.replaceAll("'", `'\\''`)}$`;
}

function formatReasons(open: readonly CheckResult[]): string {
  const counts = new Map<string, number>();
  for (const { reason = "no reason was given" } of open) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const lines = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `  ${String(count).padStart(4)}  ${escapeText(reason)}`);
  const rest = lines.length > maxReasons ? [`        and ${lines.length - maxReasons} further reasons`] : [];
  return ["Not judged:", ...lines.slice(0, maxReasons), ...rest].join("\n");
}

/** What a run leaves behind; says so where that is nothing. */
export function formatLeft(left: readonly Created[]): string {
  if (left.length === 0) return "Nothing that this run created is left.";
  const lines = left.map(
    ({ label, path, reason }) =>
      `  ${escapeText(label)}  ${escapeText(JSON.stringify(path))}: ${escapeText(reason ?? "")}`,
  );
  return ["Created by this run and not deleted:", ...lines].join("\n");
}

function formatTotal({ results, requests, seed, seconds, stopped }: FinishedRun): string {
  const { held, broken, waived, notJudged } = countVerdicts(results);
  const judged = [
    `${stopped ? "Stopped. " : ""}${held} checks held, ${broken} broken`,
    ...(waived > 0 ? [`${waived} broken and let pass`] : []),
    ...(notJudged > 0 ? [`${notJudged} not judged`] : []),
  ];
  return `${judged.join(", ")} · ${requests} requests · ${seconds.toFixed(1)} s · seed ${seed}`;
}
