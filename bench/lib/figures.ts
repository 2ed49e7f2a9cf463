// What a benchmark reports: a table on the terminal, a JSON file, and an exit code that says whether every bound holds.
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";

export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** Largest value that is good enough; absent for a figure that is only printed. */
  readonly bound?: number;
  /** Smallest value that is good enough; absent for a figure that is only printed or has a largest one. */
  readonly least?: number;
  /** What it was measured against, in the same run. */
  readonly against?: string;
}

const RESULTS = join(import.meta.dirname, "../../bench-results");

/** Prints `figures`, writes `bench-results/<name>.json`, and fails the process if a bound does not hold. */
export async function report(name: string, figures: readonly Figure[]): Promise<void> {
  const judged = figures.map((figure) => ({
    ...figure,
    holds:
      (figure.bound === undefined || figure.value <= figure.bound) &&
      (figure.least === undefined || figure.value >= figure.least),
  }));
  console.table(
    Object.fromEntries(
      judged.map(({ id, value, unit, bound, least, holds, against }) => [
        id,
        {
          value: Number(value.toFixed(3)),
          unit,
          bound: bound ?? (least === undefined ? "" : `at least ${least}`),
          holds,
          against: against ?? "",
        },
      ]),
    ),
  );
  await mkdir(RESULTS, { recursive: true });
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    node: process.version,
    date: new Date().toISOString(),
  };
  await writeFile(
    join(RESULTS, `${name}.json`),
    `${JSON.stringify({ machine, figures: judged }, undefined, 2)}\n`,
  );
  if (judged.some(({ holds }) => !holds)) process.exitCode = 1;
}

/** The middle of `values`. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
