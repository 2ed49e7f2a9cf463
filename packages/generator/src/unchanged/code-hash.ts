import { readdir, readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { hashText } from "../disk/hash-text.ts";
import { mapLimited } from "../disk/map-limited.ts";

/** Packages that print a part of what is generated, or put the document together. */
const PRINTERS = ["@specloom/api-model", "ajv", "openapi-typescript", "oxfmt", "typescript"];

/** Hash of the code that generates: of each of our files, and of the versions of what they call. */
export async function hashCode(): Promise<string> {
  const extension = extname(import.meta.url);
  const folders = [
    fileURLToPath(new URL("..", import.meta.url)),
    dirname(fileURLToPath(import.meta.resolve("@specloom/api-model"))),
  ];
  const listed = await Promise.all(folders.map((folder) => listCode(folder, extension)));
  const manifests = PRINTERS.map((name) => findPackageJSON(name, import.meta.url));
  const manifest = findPackageJSON(import.meta.url);
  const files = [...listed.flat(), manifest, ...manifests].filter((file) => file !== undefined);
  return hashText(JSON.stringify(await mapLimited(files, (file) => readFile(file, "utf8"))));
}

async function listCode(folder: string, extension: string): Promise<readonly string[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths
    .filter((path) => extname(path) === extension && !path.endsWith(".d.ts"))
    .toSorted()
    .map((path) => join(folder, path));
}
