import { resolve } from "node:path";

import { buildModel, loadDocument, type Problem } from "@specloom/api-model";

import type { PackageKey, SpecloomConfig } from "./config.ts";
import { compareFolder, type FolderComparison } from "./disk/compare-folder.ts";
import { printNamesLock, readNamesLock } from "./disk/names-lock-file.ts";
import { readFileIfThere } from "./disk/read-file-if-there.ts";
import { writeChanges } from "./disk/write-changes.ts";
import { documentText } from "./emit/document-text.ts";
import type { EmittedFile } from "./emit/emitter.ts";
import { startOpenAPIPrinter, type PrintOpenAPI } from "./emit/openapi/openapi-printer.ts";
import { emitPackages } from "./emit-packages.ts";
import type { GenerateResult } from "./generate-result.ts";
import { measureFidelity, printFidelity } from "./measure-fidelity.ts";
import { generatedFolder, resolveConfig } from "./resolve-config.ts";

export interface GenerateOptions {
  /** Writes nothing and says what is stale. @default false */
  readonly check?: boolean;
  /** Writes nothing where anything of the document is lost. @default false: what can be made is made */
  readonly strict?: boolean;
  /** Folder that the paths of the configuration start from. @default the working directory */
  readonly directory?: string;
  /** Told what begins, in a few words, for whoever waits. */
  readonly onStep?: (step: string) => void;
}

/**
 * Reads the document, makes the three packages, and brings the disk up to date: load, build, emit, compare, write.
 * Problems of the document are part of the result.
 *
 * @throws what the disk says, before anything was replaced
 */
export async function generate(
  written: SpecloomConfig,
  options: GenerateOptions = {},
): Promise<GenerateResult> {
  const printer = startOpenAPIPrinter();
  try {
    return await generateWith(printer.print, written, options);
  } finally {
    await printer.stop();
  }
}

/** The same with another printer, as for many documents in one process, which a thread each would slow down. */
export async function generateWith(
  printOpenAPI: PrintOpenAPI,
  written: SpecloomConfig,
  options: GenerateOptions = {},
): Promise<GenerateResult> {
  const directory = resolve(options.directory ?? ".");
  const config = resolveConfig(written, directory);
  const isRefused = (problems: readonly Problem[]): boolean =>
    problems.some(
      ({ severity }) => severity === "fatal" || (options.strict === true && severity === "degraded"),
    );
  const begin = options.onStep ?? ((): void => undefined);
  begin("reading the document");
  const loaded = await loadDocument(config.document, {
    // The list of what is lost is compared from wherever the command runs, so names of files cannot start there.
    workingDirectory: directory,
    ...(config.overlays && { overlays: config.overlays }),
    ...(config.remoteOrigins && { remote: { origins: config.remoteOrigins } }),
  });
  const lock = await readNamesLock(config.names);
  const early = [...loaded.problems, ...lock.problems];
  if (loaded.document === undefined || isRefused(early)) return nothingDone(early);

  // Another thread prints it while this one goes on.
  const openapi = printOpenAPI(documentText(loaded.document));
  openapi.catch(() => undefined);
  const { overrides } = config;
  const built = buildModel(loaded.document, {
    ...(lock.names && { names: lock.names }),
    ...(overrides && { overrides }),
  });
  const read = [...early, ...built.problems];
  if (isRefused(read)) return nothingDone(read);

  begin(`making the packages of ${built.model.operations.length} operations`);
  const emitted = await emitPackages(
    { model: built.model, document: loaded.document },
    config,
    () => openapi,
  );
  const fidelity = measureFidelity(built.model, loaded.document, [...read, ...emitted.problems]);
  const { problems } = fidelity;
  if (isRefused(problems)) return nothingDone(problems);

  begin("comparing them with the disk");
  const names = compareText(config.names, { before: lock.text, after: printNamesLock(built.names) });
  const before = await readFileIfThere(config.fidelity);
  const arrived = compareText(config.fidelity, { before, after: printFidelity(fidelity) });
  const comparison = await compareAll(emitted.files, config, [names, arrived]);
  const { stale, unchanged } = comparison;
  if (options.check !== true) await writeChanges(stale);
  const done = options.check === true ? [] : stale;
  return {
    written: done.filter(({ text }) => text !== undefined).map(({ path }) => path),
    deleted: done.filter(({ text }) => text === undefined).map(({ path }) => path),
    unchanged,
    stale: stale.map(({ path, reason }) => ({ path, reason })),
    problems,
    counts: { operations: built.model.operations.length, schemas: built.model.components.length },
    fidelity: fidelity.counts,
  };
}

async function compareAll(
  files: Readonly<Record<PackageKey, readonly EmittedFile[]>>,
  config: SpecloomConfig,
  others: readonly FolderComparison[],
): Promise<FolderComparison> {
  const keys = Object.keys(files) as PackageKey[];
  const folders = await Promise.all(
    keys.map((key) => compareFolder(generatedFolder(config, key), files[key])),
  );
  const all = [...folders, ...others];
  return { stale: all.flatMap(({ stale }) => stale), unchanged: all.flatMap(({ unchanged }) => unchanged) };
}

function compareText(
  path: string,
  { before, after }: { before: string | undefined; after: string },
): FolderComparison {
  if (before === after) return { stale: [], unchanged: [path] };
  return {
    stale: [{ path, reason: before === undefined ? "missing" : "changed", text: after }],
    unchanged: [],
  };
}

function nothingDone(problems: readonly Problem[]): GenerateResult {
  const counts = { operations: 0, schemas: 0 };
  return { written: [], deleted: [], unchanged: [], stale: [], problems, counts };
}
