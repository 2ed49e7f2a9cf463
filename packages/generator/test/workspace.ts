import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import type { SpecloomConfig } from "../src/config.ts";

/** A configuration with everything in one folder. */
export const config: SpecloomConfig = {
  document: "openapi.yaml",
  names: "names.lock.json",
  environmentPrefix: "NOTES",
  packages: {
    types: { name: "@notes/types", folder: "types" },
    client: { name: "@notes/client", folder: "client" },
    contractTests: { name: "@notes/contract-tests", folder: "contract-tests", command: "notes-contract" },
  },
};

function list(name: string): string {
  return `
  /${name}:
    get:
      operationId: ${name}
      responses:
        "200": { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } }`;
}

/** A document of one resource, or of two. */
export function notesDocument({ tags = false }: { readonly tags?: boolean } = {}): string {
  return `openapi: 3.1.0\ninfo: { title: Notes, version: 1.0.0 }\npaths:${list("notes")}${tags ? list("tags") : ""}\n`;
}

/** A temporary folder with a document in it; gone after the test. */
export async function makeWorkspace(document: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-generator-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "openapi.yaml"), document);
  return folder;
}

/** Every file below a folder, as path and text. */
export async function readTree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return Object.fromEntries(
    files.map((file, index) => [file.slice(folder.length + 1).replaceAll("\\", "/"), texts[index]!]),
  );
}
