import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../", import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a process of its own. */
export function runCli(directory: string, ...argv: readonly string[]): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...argv], { cwd: directory }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

export const DOCUMENT = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
components:
  schemas:
    Note: { type: string }
`;

export function configText(more = ""): string {
  return `import { defineConfig } from "specloom";
export default defineConfig({
  document: "openapi.yaml",
  names: "names.lock.json",
  environmentPrefix: "NOTES",
  packages: {
    types: { name: "@notes/types", folder: "types" },
    client: { name: "@notes/client", folder: "client" },
    contractTests: { name: "@notes/contract-tests", folder: "contract-tests", command: "notes-contract" },
  },${more}
});
`;
}

/** A temporary project that has specloom installed; gone after the test unless the caller keeps it. */
export async function makeProject(
  files: Readonly<Record<string, string>>,
  { isKept = false }: { readonly isKept?: boolean } = {},
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "specloom-"));
  if (!isKept) onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await mkdir(join(directory, "node_modules"));
  await symlink(PACKAGE, join(directory, "node_modules/specloom"), "junction");
  const all = { "package.json": '{ "type": "module" }', ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(join(directory, path, ".."), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return directory;
}
