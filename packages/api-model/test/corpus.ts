import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** Large documents of real APIs, which stand beside the project where someone has put them. */
const REAL = fileURLToPath(new URL("../../../../shared/specs/", import.meta.url));

/** Root files of the project's own documents, one a feature, by name. */
export function corpusDocuments(): { readonly name: string; readonly file: string }[] {
  const folders = [join(HERE, "corpus"), join(HERE, "fixtures")];
  return folders.flatMap((folder) => rootFiles(folder));
}

/** Root files of real documents; none where the folder is not there. */
export function realDocuments(): { readonly name: string; readonly file: string }[] {
  return existsSync(REAL) ? rootFiles(REAL) : [];
}

function rootFiles(folder: string): { readonly name: string; readonly file: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory())
      return /\.(yaml|json)$/.test(entry.name) ? [{ name: basename(entry.name), file: path }] : [];
    const root = readdirSync(path).find((name) => /^openapi\.yaml$|\.v\d\.yaml$/.test(name));
    return root === undefined ? [] : [{ name: entry.name, file: join(path, root) }];
  });
}
