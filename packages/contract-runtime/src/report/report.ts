// The report for machines. Its shape is published in `report.schema.json`; codes and members are stable.
import type { CheckResult, Failure, Licence } from "../contract/check.ts";
import type { Coverage } from "./coverage.ts";
import { isFailing } from "./known-failures.ts";
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
  /** `broken` is what fails the run; what is broken and let pass is `waived`. */
  readonly counts: {
    readonly held: number;
    readonly broken: number;
    readonly waived: number;
    readonly notJudged: number;
  };
  readonly results: readonly ReportedResult[];
  readonly coverage: Coverage;
  /** Lines of the known failures that no longer fail. */
  readonly outdated: readonly { readonly line: number; readonly text: string }[];
  readonly left: readonly ReportedThing[];
}

/** A thing that a run made, in a report. */
export type ReportedThing = Pick<Created, "label" | "path" | "reason">;

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
  readonly failure?: Omit<Failure, "replay">;
  readonly waived?: CheckResult["waived"];
}

/** A result as a report has it. */
export function reportResult({ check, failure, ...rest }: CheckResult): ReportedResult {
  if (failure === undefined) return { ...check, ...rest };
  const { replay: _replay, ...told } = failure;
  return { ...check, ...rest, failure: told };
}

/** A thing as a report has it: its own key and operation are no matter of a reader. */
export function reportCreated({ label, path, reason }: Created): ReportedThing {
  return { label, path, ...(reason === undefined ? {} : { reason }) };
}

/** How many checks held, broke, and could not be judged. */
export function countVerdicts(results: readonly CheckResult[]): Report["counts"] {
  const count = (verdict: CheckResult["verdict"]): number =>
    results.filter((result) => result.verdict === verdict).length;
  const broken = results.filter((result) => isFailing(result)).length;
  return { held: count("held"), broken, waived: count("broken") - broken, notJudged: count("not-judged") };
}
