// The report of a command's run: put together, checked for a place to go, written.
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { ApiModel } from "@specloom/api-model";
import type { CheckResult } from "../contract/check.ts";
import { countVerdicts, reportResult, writeReport, type Report } from "../report/report.ts";
import type { Created } from "../run/ledger.ts";
import { Unable } from "./unable.ts";

/** A run that is over, as the command knows it. */
export interface Finished {
  readonly baseUrl: string;
  readonly seed: number;
  readonly stopped: boolean;
  readonly results: readonly CheckResult[];
  readonly left: readonly Created[];
  readonly requests: number;
  readonly runId: string;
  readonly started: Date;
  readonly finished: Date;
}

/** The report of a run. */
export function makeReport(
  { name, model }: { readonly name: string; readonly model: ApiModel },
  { baseUrl, seed, stopped, results, left, requests, runId, started, finished }: Finished,
): Report {
  const counts = countVerdicts(results);
  return {
    reportVersion: 1,
    command: name,
    api: { title: model.title, version: model.version },
    baseUrl: baseUrl,
    seed: seed,
    runId,
    started: started.toISOString(),
    finished: finished.toISOString(),
    requests,
    outcome: stopped ? "stopped" : counts.broken > 0 ? "broken" : "held",
    counts,
    results: results.map((result) => reportResult(result)),
    left: left.map(({ label, path, reason }) => ({
      label,
      path,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}

/** @throws Unable where the report could not be written */
export async function checkReportFolder(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const folder = dirname(resolve(file));
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Unable(`--report ${file}: there is no folder ${folder}.`);
}

/** Writes a report. @throws Unable where that fails */
export async function saveReport(file: string, report: Report): Promise<void> {
  try {
    await writeReport(file, report);
  } catch (error) {
    throw new Unable(
      `--report ${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}).`,
    );
  }
}
