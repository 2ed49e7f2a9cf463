import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Scenario } from "../contract/check.ts";
import { readKnownFailures, type KnownFailure } from "../report/known-failures.ts";
import { Unable } from "../run/unable.ts";

/** Read where `--known-failures` is not given, if it is there. */
export const defaultKnownFailures: string = "known-failures.txt";

/**
 * The known failures of a run.
 * @param file as given; absent means the default of the folder
 * @throws Unable where a file that was named is not there, or a line of it cannot be understood
 */
export async function loadKnownFailures(
  file: string | undefined,
  { folder, scenarios }: { readonly folder: string; readonly scenarios: readonly Scenario[] },
): Promise<readonly KnownFailure[]> {
  const name = file ?? defaultKnownFailures;
  const text = await readFile(resolve(folder, name), "utf8").catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    if (file === undefined && code === "ENOENT") return "";
    throw new Unable(`--known-failures: ${name} cannot be read (${code}).`);
  });
  const { entries, faults } = readKnownFailures(text, scenarios);
  if (faults.length > 0) throw new Unable(faults.map((fault) => `${name}, ${fault}.`).join("\n"));
  return entries;
}
