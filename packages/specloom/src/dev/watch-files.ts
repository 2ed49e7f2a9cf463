// Tells when one of a few files is another than before, whatever an editor does to save it.
import { watch, type FSWatcher } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Saving is several events; the last one counts. */
const SETTLE_MILLISECONDS = 50;
/** Not every file system tells of changes. */
const LOOK_MILLISECONDS = 1000;

export interface FileWatch {
  /**
   * Files to look at from now on; those of before that are not among them are let go. One that is new here and was saved after
   * `since`, in milliseconds since 1970, counts as changed.
   */
  readonly follow: (files: readonly string[], since: number) => Promise<void>;
  readonly close: () => void;
}

/** @param onChange called with the files that differ; never while nothing differs */
export function watchFiles(onChange: (changed: readonly string[]) => void): FileWatch {
  const known = new Map<string, string>();
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  let isClosed = false;

  const look = async (): Promise<void> => {
    const files = [...known.keys()];
    const stamps = await Promise.all(files.map(stampOf));
    if (isClosed) return;
    const changed = files.filter((file, index) => known.has(file) && known.get(file) !== stamps[index]);
    for (const [index, file] of files.entries()) if (known.has(file)) known.set(file, stamps[index] ?? "");
    if (changed.length > 0) onChange(changed);
  };
  const lookSoon = (): void => {
    clearTimeout(settling);
    settling = setTimeout(() => void look(), SETTLE_MILLISECONDS);
  };
  const timer = setInterval(() => void look(), LOOK_MILLISECONDS);

  const watchFolder = (folder: string): void => {
    try {
      const watcher = watch(folder, lookSoon);
      // The folder may go, and come back: the timer sees to it.
      watcher.on("error", () => forget(folder));
      watchers.set(folder, watcher);
    } catch {
      // It is not there yet, or cannot be watched: the timer sees to it.
    }
  };
  const forget = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  return {
    follow: async (files, since) => {
      const wanted = new Set(files);
      for (const file of known.keys()) if (!wanted.has(file)) known.delete(file);
      const fresh = [...wanted].filter((file) => !known.has(file));
      const stamps = await Promise.all(fresh.map(stampOf));
      for (const [index, file] of fresh.entries()) known.set(file, stamps[index] ?? "");
      const saved = fresh.filter((_, index) => Number.parseFloat(stamps[index] ?? "") > since);
      if (saved.length > 0) onChange(saved);
      const folders = new Set([...wanted].map((file) => dirname(file)));
      for (const folder of watchers.keys()) if (!folders.has(folder)) forget(folder);
      for (const folder of folders) if (!watchers.has(folder) && !isClosed) watchFolder(folder);
    },
    close: () => {
      isClosed = true;
      clearTimeout(settling);
      clearInterval(timer);
      for (const folder of watchers.keys()) forget(folder);
    },
  };
}

/** Changes with the file; a file that is not there has one too. */
async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "missing";
  }
}
