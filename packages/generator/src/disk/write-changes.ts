import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { hashText } from "./hash-text.ts";
import { mapLimited } from "./map-limited.ts";

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
 * or a forbidden folder leaves the old state whole; then each is renamed into place.
 *
 * @returns the hash of each text that was written, by its path
 * @throws what the disk says, with the `path` that was to be written; temporary files and folders are gone then
 */
export async function writeChanges(
  changes: readonly Change[],
  disk: Disk = { writeFile },
): Promise<ReadonlyMap<string, string>> {
  const staged = await stage(changes, disk);
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

async function stage(changes: readonly Change[], disk: Disk): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  const folders: string[] = [];
  try {
    await mapLimited(changes, async ({ path, text }) => {
      if (text === undefined) return;
      const from = `${path}.${randomUUID()}.tmp`;
      // Made once for both: it takes longer than either where a text is large.
      const content = Buffer.from(text);
      staged.push({ from, to: path, hash: hashText(content) });
      try {
        const made = await mkdir(dirname(path), { recursive: true });
        if (made !== undefined) folders.push(made);
        await disk.writeFile(from, content);
      } catch (error) {
        // A full disk names no file, and the temporary one means nothing to anybody.
        throw Object.assign(error as Error, { path });
      }
    });
  } catch (error) {
    await Promise.all(staged.map((file) => rm(file.from, { force: true }).catch(() => undefined)));
    // They hold nothing but what was staged.
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    throw error;
  }
  return staged;
}

/** Deletes a file and the folders that it leaves empty. */
async function remove(path: string): Promise<void> {
  await rm(path, { force: true });
  for (let folder = dirname(path); (await readdir(folder)).length === 0; folder = dirname(folder))
    await rmdir(folder);
}
