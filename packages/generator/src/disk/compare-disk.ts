import { join } from "node:path";

import type { EmittedFile } from "../emit/emitter.ts";
import { compareFolder, type FolderComparison } from "./compare-folder.ts";
import { readFileIfThere } from "./read-file-if-there.ts";

/** A file by its absolute path. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/** All that shall stand on the disk. */
export interface WantedFiles {
  /** What shall be all that a folder holds. */
  readonly folders: readonly { readonly folder: string; readonly files: readonly EmittedFile[] }[];
  /** Single files beside others. */
  readonly files: readonly FileText[];
}

/** Compares the disk with what shall stand there. */
export async function compareDisk({ folders, files }: WantedFiles): Promise<FolderComparison> {
  const all = await Promise.all([
    ...folders.map((wanted) => compareFolder(wanted.folder, wanted.files)),
    ...files.map((file) => compareFile(file)),
  ]);
  return { stale: all.flatMap(({ stale }) => stale), unchanged: all.flatMap(({ unchanged }) => unchanged) };
}

/** The same files in one list. */
export function listWanted({ folders, files }: WantedFiles): readonly FileText[] {
  const inFolders = folders.flatMap((wanted) =>
    wanted.files.map(({ path, text }) => ({ path: join(wanted.folder, ...path.split("/")), text })),
  );
  return [...inFolders, ...files];
}

async function compareFile({ path, text }: FileText): Promise<FolderComparison> {
  const before = (await readFileIfThere(path))?.toString("utf8");
  if (before === text) return { stale: [], unchanged: [path] };
  return { stale: [{ path, reason: before === undefined ? "missing" : "changed", text }], unchanged: [] };
}
