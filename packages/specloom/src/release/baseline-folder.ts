// `spec/released/` on the disk.
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import { compareFolder, writeChanges } from "@specloom/generator";

import { UsageError } from "../usage-error.ts";
import { parseBaseline, printBaseline } from "./baseline.ts";
import type { ReleaseState } from "./state.ts";

/**
 * What the last release shipped; undefined where there was none.
 *
 * @throws UsageError where the folder is damaged or incomplete
 */
export async function readBaseline(folder: string): Promise<ReleaseState | undefined> {
  const files = await readFiles(folder);
  if (Object.keys(files).length === 0) return undefined;
  const { fault, ...read } = parseBaseline(files);
  if ("state" in read) return read.state;
  throw new UsageError(
    `${relative(".", folder)} cannot be used: ${fault ?? ""}. Restore the folder from version control, or remove it and run ` +
      "specloom baseline on the state that was released.",
    { showsUsage: false },
  );
}

/** Makes the folder hold a state and nothing else; resolves to the number of files that changed. */
export async function writeBaseline(folder: string, state: ReleaseState): Promise<number> {
  const files = Object.entries(printBaseline(state)).map(([path, text]) => ({ path, text }));
  const { stale } = await compareFolder(folder, files);
  await writeChanges(stale);
  return stale.length;
}

async function readFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await list(folder);
  const files = entries.map(async (path) => [
    relative(folder, path).split(sep).join("/"),
    await readFile(path, "utf8"),
  ]);
  return Object.fromEntries(await Promise.all(files)) as Record<string, string>;
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
