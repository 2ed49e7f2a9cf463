import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import type { EmittedFile } from "../emit/emitter.ts";
import { mapLimited } from "./map-limited.ts";
import { readFileIfThere } from "./read-file-if-there.ts";
import { isInUse } from "./temporary-name.ts";

/** Why a file of a generated folder is stale. */
export type StaleReason = "changed" | "missing" | "orphaned";

/** What stands in a folder against what should. Paths are absolute. */
export interface FolderComparison {
  readonly stale: readonly { readonly path: string; readonly reason: StaleReason; readonly text?: string }[];
  readonly unchanged: readonly string[];
}

/** Compares a folder with the files that should be all it holds. */
export async function compareFolder(
  folder: string,
  files: readonly EmittedFile[],
): Promise<FolderComparison> {
  const present = new Set(await listFiles(folder));
  const stale: { path: string; reason: StaleReason; text?: string }[] = [];
  const unchanged: string[] = [];
  const compared = await mapLimited(files, async ({ path, text }) => {
    const target = join(folder, ...path.split("/"));
    if (!present.has(path)) return { path: target, reason: "missing" as const, text };
    // Another run may have deleted it since.
    return (await readFileIfThere(target))?.toString("utf8") === text
      ? target
      : { path: target, reason: "changed" as const, text };
  });
  for (const result of compared) {
    if (typeof result === "string") unchanged.push(result);
    else stale.push(result);
  }
  const wanted = new Set(files.map(({ path }) => path));
  const orphans = [...present].filter((path) => !wanted.has(path)).toSorted();
  for (const path of orphans) stale.push({ path: join(folder, ...path.split("/")), reason: "orphaned" });
  return { stale, unchanged };
}

/** Every file below a folder, from there, with slashes, but what another run is writing; none where there is no folder. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && !isInUse(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
