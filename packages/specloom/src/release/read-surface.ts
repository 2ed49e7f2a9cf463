// Reads from the disk what the generated packages and the runtime of the client declare.
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";

import type { SpecloomConfig } from "@specloom/generator";

import { UsageError } from "../usage-error.ts";
import { listImports, printDeclarations } from "../diff/types/print-declarations.ts";
import type { PublishedSurface } from "../diff/types/published-packages.ts";

/** The package whose public types every generated client exports as its own. */
const RUNTIME = "@specloom/client-runtime";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** A package on the disk. */
interface PackageFolder {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Where the file stands that declares `dist/X.d.ts`. */
  readonly locate: (path: string) => string;
}

/** What the packages of a configuration publish, and their versions. */
export interface PublishedPackages {
  readonly surface: PublishedSurface;
  readonly versions: Readonly<Record<string, string>>;
}

/** @throws UsageError where a package is not there or publishes what cannot be read */
export async function readPublished(config: SpecloomConfig, directory: string): Promise<PublishedPackages> {
  const { types, client, contractTests } = config.packages;
  const generated = await Promise.all(
    [types, client, contractTests].map(({ folder }) => readGenerated(join(directory, folder))),
  );
  const runtime = await readRuntime(join(directory, client.folder));
  const parts = await Promise.all([...generated, runtime].map(readPackage));
  const versions = generated.map(({ manifest }) => [manifest.name, manifest.version]);
  return { surface: Object.assign({}, ...parts), versions: Object.fromEntries(versions) };
}

/**
 * Where the compiler finds the sources of what the generated packages export, by what consumers import; both may hold a `*`.
 *
 * @throws UsageError where a package is not there
 */
export async function locateSources(
  config: SpecloomConfig,
  directory: string,
): Promise<Readonly<Record<string, string[]>>> {
  const sources: Record<string, string[]> = {};
  for (const { folder } of Object.values(config.packages)) {
    const found = await readGenerated(join(directory, folder));
    for (const { subpath, types } of listEntries(found))
      sources[found.manifest.name + subpath.slice(1)] = [found.locate(types)];
  }
  return sources;
}

async function readGenerated(folder: string): Promise<PackageFolder> {
  return {
    folder,
    manifest: await readManifest(folder),
    locate: (path) => join(folder, "src", path.replace(/\.d\.ts$/, ".ts")),
  };
}

async function readRuntime(clientFolder: string): Promise<PackageFolder> {
  const folder = dirname(findManifest(join(clientFolder, "package.json")));
  return { folder, manifest: await readManifest(folder), locate: (path) => join(folder, "dist", path) };
}

/** The one that the client gets, else the one beside this command: before anything is installed it is the same. */
function findManifest(client: string): string {
  for (const from of [client, import.meta.url]) {
    try {
      return createRequire(from).resolve(`${RUNTIME}/package.json`);
    } catch {
      // Not installed there: the next place, and in the end the sentence below.
    }
  }
  throw new UsageError(`${RUNTIME} is not installed: run the install command of your package manager.`, {
    showsUsage: false,
  });
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, "package.json");
  const { name, version, exports } = parse(await readFile(path, "utf8"), path);
  if (typeof name === "string" && typeof version === "string" && typeof exports === "object")
    return { name, version, exports };
  throw new UsageError(
    `${path} says too little: a published package has a name, a version and exports with types.`,
    { showsUsage: false },
  );
}

function parse(text: string, path: string): Partial<Manifest> {
  try {
    return Object(JSON.parse(text)) as Partial<Manifest>;
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${(error as Error).message}`, { showsUsage: false });
  }
}

/** Every declaration that can be reached from the `exports`, and the `exports` themselves. */
async function readPackage(found: PackageFolder): Promise<PublishedSurface> {
  const { name } = found.manifest;
  const entries = listEntries(found);
  const surface: Record<string, string> = {};
  const exports = Object.fromEntries(entries.map(({ subpath, types }) => [subpath, { types: `./${types}` }]));
  surface[`${name}/package.json`] = `${JSON.stringify({ name, exports }, undefined, 2)}\n`;
  const queue = entries.flatMap(({ files }) => files);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const key = `${name}/${path}`;
    if (key in surface) continue;
    const text = await readDeclarations(found, path);
    surface[key] = text;
    const folder = posix.dirname(path);
    queue.push(...listImports(text).map((specifier) => toDeclaration(posix.join(folder, specifier))));
  }
  return surface;
}

function toDeclaration(path: string): string {
  return path.replace(/(?:\.d)?\.[jt]s$/, ".d.ts");
}

async function readDeclarations({ manifest, locate }: PackageFolder, path: string): Promise<string> {
  const file = locate(path);
  try {
    return printDeclarations(file, await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UsageError(
      `${manifest.name} exports or imports ${path}, and there is no ${file}. Generate and build, or mend its package.json.`,
      { cause: error, showsUsage: false },
    );
  }
}

interface Entry {
  readonly subpath: string;
  /** `index.d.ts`; with a `*` as it is written. */
  readonly types: string;
  readonly files: readonly string[];
}

function listEntries({ manifest, locate }: PackageFolder): readonly Entry[] {
  return Object.entries(manifest.exports).flatMap(([subpath, target]): Entry[] => {
    const types = typeof target === "string" ? target : target.types;
    // Without declarations nothing can be compiled against it: package.json itself, a style sheet.
    if (types === undefined || !types.endsWith(".d.ts")) return [];
    if (!types.startsWith("./dist/")) {
      throw new UsageError(
        `${manifest.name} exports the types of ${subpath} from ${types}; only what is built into ./dist/ can be compared.`,
        { showsUsage: false },
      );
    }
    const path = types.slice("./dist/".length);
    return [{ subpath, types: path, files: path.includes("*") ? expand(path, locate) : [path] }];
  });
}

/** Files that a pattern of `exports` stands for; its `*` may stand for folders too. */
function expand(pattern: string, locate: (path: string) => string): readonly string[] {
  const [before = "", after = ""] = pattern.split("*");
  return globSync("**/*.ts", { cwd: locate(before) })
    .map((name) => before + toDeclaration(name.replaceAll("\\", "/")))
    .filter((name) => name.endsWith(after))
    .toSorted();
}
