import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { exists } from "./exists.ts";
import { hashText } from "./hash-text.ts";
import { holdSignals } from "./hold-signals.ts";
import { mapLimited } from "./map-limited.ts";
import { temporaryName } from "./temporary-name.ts";

/** One file to write, or to delete where it has no text. */
export interface Change {
  readonly path: string;
  readonly text?: string;
}

/** What touches the disk, so that a disk that fails can be told from one that works. */
export interface Disk {
  readonly writeFile: (path: string, content: Uint8Array) => Promise<void>;
}

/**
 * Writes and deletes in two steps: every new text goes to a temporary file beside its target first, so that a full disk
 * or a forbidden folder leaves the old state whole; then each is renamed into place. Ctrl-C ends the first step with the old
 * state, and comes after the second.
 *
 * @returns the hash of each text that was written, by its path
 * @throws what the disk says, with the `path` that was to be written; temporary files and folders are gone then
 */
export function writeChanges(
  changes: readonly Change[],
  disk: Disk = { writeFile },
): Promise<ReadonlyMap<string, string>> {
  return holdSignals((assertGoingOn) => write(changes, disk, assertGoingOn));
}

async function write(
  changes: readonly Change[],
  disk: Disk,
  assertGoingOn: () => void,
): Promise<ReadonlyMap<string, string>> {
  const staged = await stage(changes, disk, assertGoingOn);
  try {
    // A folder may stand where a file is to come: what is no longer wanted goes first.
    for (const { path, text } of changes) if (text === undefined) await remove(path);
    await mapLimited(staged, ({ from, to }) => rename(from, to));
    return new Map(staged.map(({ to, hash }) => [to, hash]));
  } catch (error) {
    await Promise.all(staged.map(({ from }) => rm(from, { force: true })));
    throw error;
  }
}

interface StagedFile {
  readonly from: string;
  readonly to: string;
  readonly hash: string;
}

async function stage(
  changes: readonly Change[],
  disk: Disk,
  assertGoingOn: () => void,
): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  const folders: string[] = [];
  /** Most files share theirs with others. */
  const making = new Map<string, Promise<void>>();
  const make = async (folder: string): Promise<void> => {
    const made = await makeFolder(folder);
    if (made !== undefined) folders.push(made);
  };
  try {
    await mapLimited(changes, async ({ path, text }) => {
      if (text === undefined) return;
      assertGoingOn();
      const from = temporaryName(path);
      // Made once for both: it takes longer than either where a text is large.
      const content = Buffer.from(text);
      staged.push({ from, to: path, hash: hashText(content) });
      try {
        const folder = dirname(path);
        if (!making.has(folder)) making.set(folder, make(folder));
        await making.get(folder);
        await disk.writeFile(from, content);
      } catch (error) {
        // A full disk names no file, and the temporary one means nothing to anybody.
        throw Object.assign(error as Error, { path });
      }
    });
    assertGoingOn();
  } catch (error) {
    await Promise.all(staged.map((file) => rm(file.from, { force: true }).catch(() => undefined)));
    // They hold nothing but what was staged.
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    throw error;
  }
  return staged;
}

/** Makes a folder with those above it, and gives the first that was missing. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true });
  } catch (error) {
    // On a file system that may only be read, all of them at once are said to be missing; one alone says why.
    let missing = folder;
    while (missing !== dirname(missing) && !(await exists(dirname(missing)))) missing = dirname(missing);
    if ((error as NodeJS.ErrnoException).code === "ENOENT") await mkdir(missing);
    throw error;
  }
}

/** Deletes a file and the folders that it leaves empty; another run may have done so already. */
async function remove(path: string): Promise<void> {
  await rm(path, { force: true });
  try {
    for (let folder = dirname(path); (await readdir(folder)).length === 0; folder = dirname(folder))
      await rmdir(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
