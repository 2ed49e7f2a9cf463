// What a run that is over means: what is printed, what is written, and the exit status.
import type { ApiModel } from "@specloom/api-model";
import type { CheckResult, Scenario } from "../contract/check.ts";
import { summarizeCoverage } from "../report/coverage.ts";
import { formatRun } from "../report/format-run.ts";
import { jsonText } from "../report/json-text.ts";
import { formatJUnit } from "../report/junit.ts";
import { applyPolicy, isFailing, outdatedEntries, type KnownFailure } from "../report/known-failures.ts";
import { goneReason } from "../run/session.ts";
import type { CommandArguments } from "./read-arguments.ts";
import { repeatCommand } from "./repeat-command.ts";
import type { Outcome } from "./run-suites.ts";
import { saveTests } from "./save-tests.ts";
import { makeReport, saveFile } from "./save-report.ts";
import { Unable } from "../run/unable.ts";

/** A run as the command was asked for it. */
export interface CommandRun {
  readonly args: CommandArguments;
  readonly baseUrl: string;
  readonly scenarios: readonly Scenario[];
  readonly known: readonly KnownFailure[];
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

interface Described {
  readonly name: string;
  readonly model: ApiModel;
  readonly environmentPrefix: string;
  readonly document?: string;
}

/** Prints and writes what a run found. @returns the exit status @throws Unable where 0 would mislead */
export async function concludeRun(
  described: Described,
  { args, baseUrl, known, write, outcome }: CommandRun & { readonly outcome: Outcome },
): Promise<number> {
  const { model, name } = described;
  const { stopped, faults, seen } = outcome;
  const results = applyPolicy(outcome.results, { known, conventions: args.conventions });
  const seconds = (outcome.finished.getTime() - outcome.started.getTime()) / 1000;
  const saved =
    args.save === undefined
      ? undefined
      : await saveTests(args.save, results, {
          command: name,
          baseUrl,
          environmentPrefix: described.environmentPrefix,
          seed: args.seed,
        });
  const run = {
    ...outcome,
    results,
    seconds,
    seed: args.seed,
    baseUrl,
    coverage: summarizeCoverage({ model, results, seen }),
    outdated: outdatedEntries(known, results),
    repeat: repeatCommand(name, { args, baseUrl }),
    ...(saved === undefined ? {} : { saved }),
    ...(described.document === undefined ? {} : { document: described.document }),
  };
  const report = makeReport(described, run);
  if (!args.json) write(formatRun(run, model.operations));
  if (args.report !== undefined)
    await saveFile("--report", args.report, `${JSON.stringify(report, undefined, 2)}\n`);
  if (args.junit !== undefined)
    await saveFile("--junit", args.junit, formatJUnit({ name, results, seconds }));
  const status = stopped ? 130 : statusOf(results, faults);
  // Last of all: what could not run or be written prints an error in its place.
  if (args.json) write(jsonText(report));
  return status;
}

/** 1 where something is broken. @throws Unable where so little could be judged that 0 would mislead */
function statusOf(results: readonly CheckResult[], faults: readonly string[]): number {
  if (faults.length > 0) throw new Unable(`The suites could not run: ${faults.join("; ")}.`);
  if (results.some((result) => isFailing(result))) return 1;
  if (results.some(({ reason }) => reason === goneReason))
    throw new Unable(`The run could not be finished: ${goneReason}.`);
  if (!results.some(({ verdict }) => verdict !== "not-judged"))
    throw new Unable(`No check could be judged: ${results[0]?.reason ?? "no result came"}.`);
  return 0;
}
