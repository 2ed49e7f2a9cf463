// The report for machines. Its shape is published in `report.schema.json`; codes and members are stable.
import { rename, rm, writeFile } from "node:fs/promises";
import type { CheckResult, Failure, Licence } from "../contract/check.ts";
import type { Created } from "../run/ledger.ts";

/** What `--report` writes. */
export interface Report {
  /** Version of this shape. */
  readonly reportVersion: 1;
  readonly command: string;
  readonly api: { readonly title: string; readonly version: string };
  readonly baseUrl: string;
  readonly seed: number;
  readonly runId: string;
  /** RFC 3339. */
  readonly started: string;
  readonly finished: string;
  readonly requests: number;
  readonly outcome: "held" | "broken" | "stopped";
  readonly counts: { readonly held: number; readonly broken: number; readonly notJudged: number };
  readonly results: readonly ReportedResult[];
  readonly left: readonly Pick<Created, "label" | "path" | "reason">[];
}

/** One check in a report. */
export interface ReportedResult {
  readonly id: string;
  readonly code: string;
  readonly scenario: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly title: string;
  readonly licence: Licence;
  readonly pointer: string;
  readonly verdict: CheckResult["verdict"];
  readonly reason?: string;
  readonly failure?: Failure;
}

/** A result as a report has it. */
export function reportResult({ check, scenario, verdict, reason, failure }: CheckResult): ReportedResult {
  return {
    ...check,
    scenario,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** How many checks held, broke, and could not be judged. */
export function countVerdicts(results: readonly CheckResult[]): Report["counts"] {
  const count = (verdict: CheckResult["verdict"]): number =>
    results.filter((result) => result.verdict === verdict).length;
  return { held: count("held"), broken: count("broken"), notJudged: count("not-judged") };
}

/** Writes a report whole or not at all. @throws Error of the file system */
export async function writeReport(file: string, report: Report): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify(report, undefined, 2)}\n`);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
