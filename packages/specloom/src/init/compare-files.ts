import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import { UsageError } from "../usage-error.ts";
import type { PlannedFile } from "./plan.ts";
import { readIfThere } from "../read-if-there.ts";

/** Planned files by what stands at their place; paths in the workspace. */
export interface FileComparison {
  readonly created: readonly string[];
  readonly extended: readonly string[];
  readonly unchanged: readonly string[];
}

export interface ComparedFolders {
  readonly root: string;
  /** Files that may be there already, and only gain something. */
  readonly extensible: ReadonlySet<string>;
  /** Folders that must be ours alone. */
  readonly folders: readonly string[];
}

/** Compares with the disk. @throws UsageError that names everything that stands in the way */
export async function compareFiles(
  files: readonly PlannedFile[],
  { root, extensible, folders }: ComparedFolders,
): Promise<FileComparison> {
  const present = await Promise.all(files.map(({ path }) => readIfThere(join(root, path))));
  const pick = (
    choose: (path: string, text: string, there: string | undefined) => boolean,
  ): readonly string[] =>
    files.filter(({ path, text }, index) => choose(path, text, present[index])).map(({ path }) => path);
  const obstacles = [
    ...pick((path, text, there) => there !== undefined && there !== text && !extensible.has(path)),
    ...(await foreignFolders(root, folders, files)),
  ];
  if (obstacles.length > 0) {
    throw new UsageError(
      `Nothing was written: ${list(obstacles)} ${obstacles.length === 1 ? "is" : "are"} there already. ` +
        "Move what is in the way, or put the packages elsewhere with --packages FOLDER.",
      { showsUsage: false },
    );
  }
  return {
    created: pick((_path, _text, there) => there === undefined),
    extended: pick((path, text, there) => there !== undefined && there !== text && extensible.has(path)),
    unchanged: pick((_path, text, there) => there === text),
  };
}

/** Folders that hold what is not planned: generation will own a part of them. */
async function foreignFolders(
  root: string,
  folders: readonly string[],
  files: readonly PlannedFile[],
): Promise<readonly string[]> {
  const planned = new Set(files.map(({ path }) => path));
  const foreign = await Promise.all(
    folders.map(async (folder) => {
      const entries = await listFiles(join(root, folder));
      return entries.some((entry) => !planned.has(`${folder}/${entry}`)) ? [folder] : [];
    }),
  );
  return foreign.flat();
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") return ["."];
    throw error;
  }
}

function list(paths: readonly string[]): string {
  const shown = paths.slice(0, 5);
  return paths.length > shown.length
    ? `${shown.join(", ")} and ${paths.length - shown.length} more`
    : shown.join(", ");
}
