// Generates the three packages of a document, with validators, into a folder in which compilers and Node find them.
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { buildModel, loadDocument, type ApiModel, type Problem } from "@specloom/api-model";
import { emitPackages, type PackageKey, type SpecloomConfig } from "@specloom/generator";

import type { TriedDocument } from "./documents.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What became of one document. */
export interface WrittenPackages {
  readonly name: string;
  /** Folder that holds `types`, `client` and `contractTests`. */
  readonly folder: string;
  readonly model: ApiModel;
  readonly problems: readonly Problem[];
}

/** Makes `folder` one in which generated packages find the runtimes. */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await symlink(join(ROOT, "node_modules/@specloom"), join(folder, "node_modules/@specloom"), "junction");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
}

/** @throws {Error} where nothing can be made of the document */
export async function writePackages({ name, file }: TriedDocument, root: string): Promise<WrittenPackages> {
  const folder = join(root, name);
  const loaded = await loadDocument(file);
  if (loaded.document === undefined)
    throw new Error(`${file}: ${loaded.problems.map(({ message }) => message).join(" ")}`);
  const built = buildModel(loaded.document);
  const emitted = await emitPackages(
    { model: built.model, document: loaded.document },
    configOf(name, { file, folder }),
  );
  for (const key of Object.keys(emitted.files) as PackageKey[]) {
    for (const { path, text } of emitted.files[key]) {
      const target = join(folder, key, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
  }
  const problems = [...loaded.problems, ...built.problems, ...emitted.problems];
  return { name, folder, model: built.model, problems };
}

function configOf(
  name: string,
  { file, folder }: { readonly file: string; readonly folder: string },
): SpecloomConfig {
  return {
    document: file,
    names: join(folder, "names.lock.json"),
    environmentPrefix: "TRIED",
    packages: {
      types: { name: `@${name}/types`, folder: join(folder, "types") },
      client: { name: `@${name}/client`, folder: join(folder, "client"), validation: true },
      contractTests: {
        name: `@${name}/contract-tests`,
        folder: join(folder, "contractTests"),
        command: "tried-contract",
      },
    },
  };
}
