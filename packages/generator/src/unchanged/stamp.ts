// What the last run read and left behind, in hashes. It stands in a cache: whoever deletes it loses time and nothing else.
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { PackageKey } from "../config.ts";
import type { FileText } from "../disk/compare-disk.ts";
import { listFiles } from "../disk/compare-folder.ts";
import { exists } from "../disk/exists.ts";
import { hashText } from "../disk/hash-text.ts";
import { mapLimited } from "../disk/map-limited.ts";
import { writeChanges } from "../disk/write-changes.ts";
import type { GenerateResult } from "../generate-result.ts";
import { generatedFolder, type ResolvedConfig } from "../resolve-config.ts";
import { hashCode } from "./code-hash.ts";

/** Hash of each file by absolute path; none for a file that was looked for and not there. */
type Hashes = Readonly<Record<string, string>>;

interface Stamp {
  /** Hash of the code and of the configuration. */
  readonly key: string;
  readonly inputs: Hashes;
  readonly outputs: Hashes;
  readonly result: Pick<GenerateResult, "problems" | "counts" | "fidelity">;
}

/** Which run a stamp is of. */
export interface StampedRun {
  readonly config: ResolvedConfig;
  /** Folder that file names in problems start from. */
  readonly directory: string;
}

/** What the last run gave, if a run now would give the same and write nothing; undefined where it may differ. */
export async function findUnchanged(run: StampedRun): Promise<GenerateResult | undefined> {
  const file = await stampFile(run);
  const stamp = file === undefined ? undefined : await readStamp(file);
  if (stamp === undefined || stamp.key !== (await keyOf(run))) return undefined;
  if (!(await isAsHashed(stamp.inputs)) || !(await isAsHashed(stamp.outputs))) return undefined;
  if (!(await holdsOnly(run.config, stamp.outputs))) return undefined;
  const { problems, counts, fidelity } = stamp.result;
  const rest = { written: [], deleted: [], stale: [], unchanged: Object.keys(stamp.outputs) };
  return { ...rest, reused: true, problems, counts, ...(fidelity && { fidelity }) };
}

export interface StampContent {
  /** Files and URLs that were read, and those that were looked for. */
  readonly inputs: readonly string[];
  /** When reading began, as `Date.now()` gives it. */
  readonly began: number;
  readonly outputs: readonly FileText[];
  /** The hashes of those outputs that were just written. */
  readonly written: ReadonlyMap<string, string>;
  readonly result: GenerateResult;
}

/** Remembers a run that is done. Does nothing where there is no `node_modules` or the document is not of files alone. */
export async function keepStamp(
  run: StampedRun,
  { inputs, began, outputs, written, result }: StampContent,
): Promise<void> {
  const file = await stampFile(run);
  if (file === undefined) return;
  const hashes = await mapLimited(inputs, (path) => hashOfOlder(path, began));
  if (hashes.includes(undefined)) return;
  const { problems, counts, fidelity } = result;
  const stamp: Stamp = {
    key: await keyOf(run),
    inputs: Object.fromEntries(inputs.map((path, index) => [path, hashes[index] ?? ""])),
    outputs: Object.fromEntries(outputs.map(({ path, text }) => [path, written.get(path) ?? hashText(text)])),
    result: { problems, counts, ...(fidelity && { fidelity }) },
  };
  try {
    await writeChanges([{ path: file, text: JSON.stringify(stamp) }]);
  } catch {
    // A folder that may not be written, or a full disk: the packages are there, and the next run makes them again.
  }
}

/** In the cache of the nearest `node_modules`, one for each document and lock of names. */
async function stampFile({ config, directory }: StampedRun): Promise<string | undefined> {
  const name = hashText(JSON.stringify([config.document, config.names]));
  for (const folder of [directory, ...foldersAbove(directory)]) {
    const modules = join(folder, "node_modules");
    if (await exists(modules)) return join(modules, ".cache", "specloom", `${name}.json`);
  }
  return undefined;
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [] : [above, ...foldersAbove(above)];
}

async function readStamp(file: string): Promise<Stamp | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Stamp;
  } catch {
    // None yet, or one that was cut off: the run makes another.
    return undefined;
  }
}

async function keyOf({ config, directory }: StampedRun): Promise<string> {
  return hashText(JSON.stringify([await hashCode(), directory, config]));
}

async function isAsHashed(hashes: Hashes): Promise<boolean> {
  const found = await mapLimited(
    Object.entries(hashes),
    async ([path, hash]) => (await hashOf(path)) === hash,
  );
  return found.every(Boolean);
}

/** Of what cannot be read as of what is not there: where it matters the run itself says what is wrong with it. */
async function hashOf(path: string): Promise<string> {
  try {
    return hashText(await readFile(path));
  } catch {
    return "";
  }
}

/** Undefined for what came over the network, what may have been written after it was read, and what cannot be read. */
async function hashOfOlder(path: string, began: number): Promise<string | undefined> {
  if (/^https?:\/\//i.test(path)) return undefined;
  if (!(await exists(path))) return "";
  try {
    return (await stat(path)).mtimeMs < began ? await hashOf(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the generated folders hold no file that the run did not make. */
async function holdsOnly(config: ResolvedConfig, outputs: Hashes): Promise<boolean> {
  const keys = Object.keys(config.packages) as PackageKey[];
  const folders = keys.map((key) => generatedFolder(config, key));
  const listed = await Promise.all(
    folders.map(async (folder) => (await listFiles(folder)).map((path) => join(folder, path))),
  );
  return listed.flat().every((path) => Object.hasOwn(outputs, path));
}
