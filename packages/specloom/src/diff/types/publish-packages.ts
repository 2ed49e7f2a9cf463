// From what the generator emits to what consumers compile against.
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";

import type { EmittedFile, SpecloomConfig } from "@specloom/generator";

import { printDeclarations } from "./print-declarations.ts";
import type { PublishedSurface } from "./published-packages.ts";

/** Entries of a generated package of types, as `specloom init` sets it up. */
const TYPES_ENTRIES = { ".": "index.d.ts", "./openapi": "openapi.d.ts", "./resources/*": "resources/*.d.ts" };
const CLIENT_ENTRIES = {
  ".": "index.d.ts",
  "./bare": "bare.d.ts",
  "./paths": "paths.d.ts",
  "./validate": "validate.d.ts",
  "./resources/*": "resources/*.d.ts",
};

/** Declarations of what did not change between two sides are printed once. */
const printed = new Map<string, string>();
const MOST_PRINTED = 20_000;

/** What freshly emitted packages publish. */
export function publishPackages(
  files: { readonly types: readonly EmittedFile[]; readonly client: readonly EmittedFile[] },
  packages: Pick<SpecloomConfig["packages"], "types" | "client">,
): PublishedSurface {
  return {
    ...publish(files.types, packages.types.name, TYPES_ENTRIES),
    ...publish(files.client, packages.client.name, CLIENT_ENTRIES),
  };
}

function publish(
  emitted: readonly EmittedFile[],
  name: string,
  entries: Readonly<Record<string, string>>,
): Record<string, string> {
  const surface: Record<string, string> = {};
  for (const { path, text } of emitted) {
    // Nothing that is exported names what validators declare.
    if (!path.endsWith(".ts") || path.startsWith("validators/") || path === "agreement.ts") continue;
    surface[`${name}/${path.replace(/\.ts$/, ".d.ts")}`] = declare(path, text);
  }
  const present = Object.entries(entries).filter(
    ([, path]) => path.includes("*") || surface[`${name}/${path}`] !== undefined,
  );
  return { ...surface, [`${name}/package.json`]: manifestOf(name, Object.fromEntries(present)) };
}

function declare(path: string, text: string): string {
  const known = printed.get(text);
  if (known !== undefined) return known;
  const declared = printDeclarations(path, text);
  if (printed.size >= MOST_PRINTED) printed.clear();
  printed.set(text, declared);
  return declared;
}

function manifestOf(name: string, entries: Readonly<Record<string, string>>): string {
  const exports = Object.entries(entries).map(([entry, path]) => [entry, { types: `./${path}` }]);
  return JSON.stringify({ name, exports: Object.fromEntries(exports) as unknown });
}

/** Packages that a generated client needs at run time, from the top down. */
const RUNTIME = ["@specloom/client-runtime", "openapi-fetch", "openapi-typescript-helpers"];

/** Reads the declarations of the client's runtime as it is installed, and of what it is built on. */
export async function readRuntimeSurface(from: string = import.meta.url): Promise<PublishedSurface> {
  const surface: Record<string, string> = {};
  let place = from;
  for (const name of RUNTIME) {
    const folder = packageFolder(name, place);
    if (folder === undefined) break;
    Object.assign(surface, await readDeclarations(folder, name));
    place = join(folder, "package.json");
    surface[`${name}/package.json`] = manifestOf(name, readEntries(await readFile(place, "utf8")));
  }
  return surface;
}

/** The declarations of each entry; where none are named, those beside what is imported. */
function readEntries(manifest: string): Record<string, string> {
  const { exports } = JSON.parse(manifest) as { readonly exports: Readonly<Record<string, unknown>> };
  const entries = Object.entries(exports).flatMap(([entry, target]): [string, string][] => {
    const { types, import: imported } = Object(target) as {
      readonly types?: string;
      readonly import?: string;
    };
    const path = types ?? imported?.replace(/\.mjs$/, ".d.mts");
    return path === undefined ? [] : [[entry, path.replace(/^\.\//, "")]];
  });
  return Object.fromEntries(entries);
}

function packageFolder(name: string, from: string): string | undefined {
  try {
    return dirname(dirname(createRequire(from).resolve(name)));
  } catch {
    // A runtime that is built on nothing has nothing further to read.
    return undefined;
  }
}

async function readDeclarations(folder: string, name: string): Promise<Record<string, string>> {
  const entries = await readdir(join(folder, "dist"), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.d\.m?ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  const named = paths.map((path, index): [string, string] => [
    `${name}/${relative(folder, path).split(sep).join("/")}`,
    texts[index] ?? "",
  ]);
  return Object.fromEntries(named);
}
