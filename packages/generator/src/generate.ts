import { resolve } from "node:path";

import { buildModel, loadDocument, type Problem } from "@specloom/api-model";

import type { PackageKey, SpecloomConfig } from "./config.ts";
import { compareDisk, listWanted, type WantedFiles } from "./disk/compare-disk.ts";
import type { FolderComparison } from "./disk/compare-folder.ts";
import { printNamesLock, readNamesLock } from "./disk/names-lock-file.ts";
import { writeChanges } from "./disk/write-changes.ts";
import { checkAliases, withAliases } from "./emit/aliases.ts";
import { emitPackages } from "./emit-packages.ts";
import { checkExamples } from "./examples/check-examples.ts";
import type { GenerateResult } from "./generate-result.ts";
import { measureFidelity, printFidelity } from "./measure-fidelity.ts";
import type { Printing } from "./printing-thread/printing.ts";
import { startPrinting, type PrintingThread } from "./printing-thread/start-printing.ts";
import { generatedFolder, resolveConfig } from "./resolve-config.ts";
import { findUnchanged, keepStamp, type StampedRun } from "./unchanged/stamp.ts";

export interface GenerateOptions {
  /** Writes nothing and says what is stale. @default false */
  readonly check?: boolean;
  /** Writes nothing where anything of the document is lost. @default false: what can be made is made */
  readonly strict?: boolean;
  /** Makes everything, also where nothing has changed since the last run. @default false */
  readonly force?: boolean;
  /** Folder that the paths of the configuration start from. @default the working directory */
  readonly directory?: string;
  /** Told what begins, in a few words, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/**
 * Reads the document, makes the three packages, and brings the disk up to date: load, build, emit, compare, write.
 * Where nothing has changed since the last run it does none of that. Problems of the document are part of the result.
 *
 * @throws what the disk says, before anything was replaced
 */
export async function generate(
  written: SpecloomConfig,
  options: GenerateOptions = {},
): Promise<GenerateResult> {
  const { check = false, force = false, directory } = options;
  const last = check || force ? undefined : await findUnchanged(runOf(written, directory));
  if (last !== undefined && !isRefused(last.problems, options)) return last;
  const printing = startPrinting();
  try {
    return await generateWith(printing, written, options);
  } finally {
    await printing.stop();
  }
}

/** The same with another way to print, as for many documents in one process, which a thread each would slow down. */
export async function generateWith(
  printing: Printing | PrintingThread,
  written: SpecloomConfig,
  options: GenerateOptions = {},
): Promise<GenerateResult> {
  const began = Date.now();
  const run = runOf(written, options.directory);
  const { config, directory } = run;
  const begin = options.onStep ?? ((): void => undefined);
  begin("reading the document");
  const loaded = await loadDocument(config.document, {
    // The list of what is lost is compared from wherever the command runs, so names of files cannot start there.
    workingDirectory: directory,
    ...(config.overlays && { overlays: config.overlays }),
    ...(config.remoteOrigins && { remote: { origins: config.remoteOrigins } }),
    ...("foresee" in printing && { onJSON: printing.foresee }),
  });
  const lock = await readNamesLock(config.names);
  const early = [
    ...loaded.problems,
    ...lock.problems,
    ...(loaded.document ? checkAliases(loaded.document, config.aliases) : []),
  ];
  if (loaded.document === undefined || isRefused(early, options)) return nothingDone(early);

  // Another thread prints it while this one goes on.
  const document = withAliases(loaded.document, config.aliases);
  const openapi: ReturnType<Printing["printOpenAPI"]> =
    "foresee" in printing && loaded.fromJSON !== undefined && config.aliases === undefined
      ? printing.printForeseen(loaded.fromJSON)
      : printing.printOpenAPI(document);
  openapi.catch(() => undefined);
  // The emitter asks for that document, and then for another where it cannot be printed.
  let started: typeof openapi | undefined = openapi;
  const { overrides } = config;
  const built = buildModel(loaded.document, {
    ...(lock.names && { names: lock.names }),
    ...(overrides && { overrides }),
  });
  const read = [...early, ...built.problems, ...checkExamples(built.model)];
  if (isRefused(read, options)) return nothingDone(read);

  begin(`making the packages of ${built.model.operations.length} operations`);
  const emitted = await emitPackages({ model: built.model, document: loaded.document }, config, {
    printOpenAPI: (wanted) => {
      const printed = started ?? printing.printOpenAPI(wanted);
      started = undefined;
      return printed;
    },
    formatFiles: printing.formatFiles,
  });
  const fidelity = measureFidelity(built.model, loaded.document, [...read, ...emitted.problems]);
  const { problems } = fidelity;
  if (isRefused(problems, options)) return nothingDone(problems);

  begin("comparing them with the disk");
  const keys = Object.keys(emitted.files) as PackageKey[];
  const wanted: WantedFiles = {
    folders: keys.map((key) => ({ folder: generatedFolder(config, key), files: emitted.files[key] })),
    files: [
      { path: config.names, text: printNamesLock(built.names) },
      { path: config.fidelity, text: printFidelity(fidelity) },
    ],
  };
  const comparison = await compareDisk(wanted);
  const counts = { operations: built.model.operations.length, schemas: built.model.components.length };
  const found = { problems, counts, fidelity: fidelity.counts };
  if (options.check === true) return resultOf(comparison, found, []);
  const hashes = await writeChanges(comparison.stale);
  const result = resultOf(comparison, found, comparison.stale);
  const inputs = [...loaded.files, ...loaded.missing];
  await keepStamp(run, { inputs, began, outputs: listWanted(wanted), written: hashes, result });
  return result;
}

function runOf(written: SpecloomConfig, folder = "."): StampedRun {
  const directory = resolve(folder);
  return { config: resolveConfig(written, directory), directory };
}

function isRefused(problems: readonly Problem[], { strict = false }: GenerateOptions): boolean {
  return problems.some(({ severity }) => severity === "fatal" || (strict && severity === "degraded"));
}

function resultOf(
  { stale, unchanged }: FolderComparison,
  found: Pick<GenerateResult, "problems" | "counts" | "fidelity">,
  done: FolderComparison["stale"],
): GenerateResult {
  return {
    written: done.filter(({ text }) => text !== undefined).map(({ path }) => path),
    deleted: done.filter(({ text }) => text === undefined).map(({ path }) => path),
    unchanged,
    stale: stale.map(({ path, reason }) => ({ path, reason })),
    reused: false,
    ...found,
  };
}

function nothingDone(problems: readonly Problem[]): GenerateResult {
  const counts = { operations: 0, schemas: 0 };
  return { written: [], deleted: [], unchanged: [], stale: [], reused: false, problems, counts };
}
