import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";

import { runSpecloom } from "../src/run-specloom.ts";
import { configText, makeProject, type CliResult } from "./run-cli.ts";

export const DOCUMENT = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://notes.example }]
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        "200":
          description: All.
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Note" } } } }
    post:
      operationId: createNote
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/NoteCreate" } } }
      responses:
        "201": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
components:
  schemas:
    NoteCreate:
      type: object
      required: [text]
      properties: { text: { type: string, maxLength: 100 } }
    Note:
      type: object
      required: [id, text, state]
      properties:
        id: { type: string }
        text: { type: string }
        state: { type: string, enum: [draft, sent] }
`;

const EXPORTS = { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } };
const RESOURCES = { "./resources/*": { types: "./dist/generated/resources/*.d.ts" } };
const OPENAPI = { "./openapi": { types: "./dist/openapi.d.ts", default: "./dist/openapi.js" } };

function manifest(name: string, version: string, more: object = {}): string {
  return `${JSON.stringify({ name, version, type: "module", ...more }, undefined, 2)}\n`;
}

/** What a project has that specloom was set up in, before anything is generated. */
export function projectFiles(version: string): Readonly<Record<string, string>> {
  const dependencies = { "@notes/types": `^${version}` };
  return {
    "openapi.yaml": DOCUMENT,
    "specloom.config.ts": configText(),
    "package.json": `${JSON.stringify({ name: "notes", private: true, type: "module", workspaces: ["types", "client", "contract-tests"] })}\n`,
    "package-lock.json": "{}\n",
    "types/package.json": manifest("@notes/types", version, {
      exports: { ...EXPORTS, ...OPENAPI, ...RESOURCES },
    }),
    "types/src/index.ts": 'export type * from "./generated/index.ts";\n',
    "types/src/openapi.ts": 'export type * from "./generated/openapi.ts";\n',
    "client/package.json": manifest("@notes/client", version, {
      exports: { ...EXPORTS, ...RESOURCES },
      dependencies,
    }),
    "client/src/index.ts": 'export * from "./generated/index.ts";\n',
    "contract-tests/package.json": manifest("@notes/contract-tests", version, { exports: EXPORTS }),
    "contract-tests/src/index.ts": 'export * from "./generated/index.ts";\n',
    ".changeset/config.json": JSON.stringify({
      fixed: [["@notes/types", "@notes/client", "@notes/contract-tests"]],
    }),
  };
}

/** A project under change, with what a test does to it. */
export class ReleaseProject {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Generated, and where `isReleased` with a baseline. */
  static async make(
    version = "1.0.0",
    { isReleased = true }: { readonly isReleased?: boolean } = {},
  ): Promise<ReleaseProject> {
    const key = `${version} ${isReleased}`;
    const template = templates.get(key) ?? makeTemplate(version, isReleased);
    templates.set(key, template);
    const folder = await mkdtemp(join(tmpdir(), "specloom-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(await template, folder, { recursive: true, verbatimSymlinks: true });
    return new ReleaseProject(folder);
  }

  /** Runs a command in this process, where everything is loaded already. */
  async run(...argv: readonly string[]): Promise<CliResult & { readonly steps: readonly string[] }> {
    const steps: string[] = [];
    let stdout = "";
    let stderr = "";
    const before = process.cwd();
    process.chdir(this.folder);
    try {
      const code = await runSpecloom(argv, {
        out: (text) => void (stdout += text),
        error: (text) => void (stderr += text),
        progress: (step) => void steps.push(step),
      });
      return { code, stdout, stderr, steps };
    } finally {
      process.chdir(before);
    }
  }

  async runWell(...argv: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...argv);
    if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code}\n${stdout}${stderr}`);
    return stdout;
  }

  /** Installs what the generated packages import. */
  async linkRuntimes(): Promise<void> {
    const scope = join(this.folder, "node_modules/@specloom");
    await mkdir(scope);
    for (const name of ["client-runtime", "contract-runtime"]) {
      const folder = fileURLToPath(new URL(`../../${name}`, import.meta.url));
      await symlink(folder, join(scope, name), "junction");
    }
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8");
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.folder, path), text);
  }

  remove(path: string): Promise<void> {
    return rm(join(this.folder, path), { recursive: true });
  }

  copy(from: string, to: string): Promise<void> {
    return cp(join(this.folder, from), join(this.folder, to), { recursive: true });
  }

  /** Replaces a text that stands in a file. */
  async edit(path: string, from: string, to: string): Promise<void> {
    const text = await this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    await this.write(path, text.replace(from, to));
  }
}

/** Projects that others are copied from, so that one is generated and not dozens. */
const templates = new Map<string, Promise<string>>();

async function makeTemplate(version: string, isReleased: boolean): Promise<string> {
  const folder = await makeProject(projectFiles(version), { isKept: true });
  const project = new ReleaseProject(folder);
  await project.runWell("generate");
  if (isReleased) await project.runWell("baseline");
  return folder;
}

/** Removes what {@link ReleaseProject.make} copies from. */
export async function removeTemplates(): Promise<void> {
  for (const folder of templates.values()) await rm(await folder, { recursive: true, force: true });
}
