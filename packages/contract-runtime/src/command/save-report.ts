// Files that a command writes at the end of a run: checked for a place to go before it, written whole after it.
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { ApiModel } from "@specloom/api-model";
import type { FinishedRun } from "../report/format-run.ts";
import { countVerdicts, reportCreated, reportResult, type Report } from "../report/report.ts";
import type { CommandArguments } from "./read-arguments.ts";
import { Unable } from "../run/unable.ts";

/** The report of a run. */
export function makeReport(
  { name, model }: { readonly name: string; readonly model: ApiModel },
  run: FinishedRun & { readonly started: Date; readonly finished: Date },
): Report {
  const { baseUrl, seed, runId, started, finished, requests, stopped, results, left, outdated, coverage } =
    run;
  const counts = countVerdicts(results);
  return {
    reportVersion: 1,
    command: name,
    api: { title: model.title, version: model.version },
    baseUrl,
    seed,
    runId,
    started: started.toISOString(),
    finished: finished.toISOString(),
    requests,
    outcome: stopped ? "stopped" : counts.broken > 0 ? "broken" : "held",
    counts,
    results: results.map((result) => reportResult(result)),
    coverage,
    outdated: outdated.map(({ line, text }) => ({ line, text })),
    left: left.map(reportCreated),
  };
}

/** @throws Unable where a file that is to be written has no folder */
export async function checkFolders({
  report,
  junit,
  save,
}: Pick<CommandArguments, "report" | "junit" | "save">): Promise<void> {
  for (const [flag, file] of [
    ["--report", report],
    ["--junit", junit],
  ] as const) {
    if (file === undefined) continue;
    const folder = dirname(resolve(file));
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() !== true) throw new Unable(`${flag} ${file}: there is no folder ${folder}.`);
  }
  if (save === undefined) return;
  await mkdir(resolve(save), { recursive: true }).catch((error: unknown) => {
    throw new Unable(`--save ${save} cannot be made (${codeOf(error)}).`);
  });
}

/** Writes a file whole or not at all. @throws Unable where that fails */
export async function saveFile(flag: string, file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new Unable(`${flag} ${file} cannot be written (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown reason";
}
