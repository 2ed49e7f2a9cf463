// Consumers that a person wrote, one a style, compiled against the packages of a base and of its edits by a compiler's own command:
// what the type verdict has to agree with.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { buildModel, type Document, type Json } from "@specloom/api-model";
import { emitPackages, type EmittedFile, type SpecloomConfig } from "@specloom/generator";

import { CONSUMER_STYLES, type ConsumerStyle } from "../../../src/diff/types/type-report.ts";
import { mergePatch } from "../merge-patch.ts";

/** An edit of the base, as a merge patch (RFC 7396). */
export interface TypeEdit {
  readonly name: string;
  readonly patch: Json;
}

/** Styles of which the consumer no longer compiles, by edit. */
export type Broken = ReadonlyMap<TypeEdit, ReadonlySet<ConsumerStyle>>;

export const ZOO: SpecloomConfig = {
  document: "openapi.yaml",
  names: "names.lock.json",
  environmentPrefix: "ZOO",
  packages: {
    types: { name: "@zoo/types", folder: "types" },
    client: { name: "@zoo/client", folder: "client" },
    contractTests: { name: "@zoo/contract-tests", folder: "contract-tests", command: "zoo-contract" },
  },
};

const HERE = new URL("./", import.meta.url);
const require = createRequire(import.meta.url);

export async function readBase(): Promise<Document> {
  return JSON.parse(await readFile(new URL("base.json", HERE), "utf8")) as Document;
}

export async function readEdits(): Promise<TypeEdit[]> {
  return JSON.parse(await readFile(new URL("edits.json", HERE), "utf8")) as TypeEdit[];
}

export function editDocument(base: Document, { patch }: TypeEdit): Document {
  return mergePatch(base, patch) as Document;
}

/** Command of a compiler: `5` for the one that the verdict asks, `7` for the one of the workspace. */
export function compilerOf(version: "5" | "7"): string {
  const from =
    version === "5" ? require : createRequire(new URL("../../../../../package.json", import.meta.url));
  return join(dirname(from.resolve("typescript/package.json")), "bin/tsc");
}

/** A folder in which each edit has its packages and all consumers; the base itself stands there too. */
export class Consumers {
  readonly #folder: string;
  readonly #edits: readonly TypeEdit[];

  private constructor(folder: string, edits: readonly TypeEdit[]) {
    this.#folder = folder;
    this.#edits = edits;
  }

  static async write(base: Document, edits: readonly TypeEdit[]): Promise<Consumers> {
    const folder = await mkdtemp(join(tmpdir(), "specloom-consumers-"));
    await mkdir(join(folder, "node_modules/@specloom"), { recursive: true });
    const runtime = dirname(dirname(require.resolve("@specloom/client-runtime")));
    await symlink(runtime, join(folder, "node_modules/@specloom/client-runtime"), "junction");
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
    const built = buildModel(base);
    await writeSide(join(folder, "base"), { document: base, names: built.names });
    for (const [index, edit] of edits.entries())
      await writeSide(join(folder, `edit-${index}`), {
        document: editDocument(base, edit),
        names: built.names,
      });
    return new Consumers(folder, edits);
  }

  /** Runs a compiler over everything at once. @throws Error where a consumer does not compile against the base */
  async compile(compiler: string): Promise<Broken> {
    const output = await run(compiler, this.#folder);
    const found = new Set(
      [...output.matchAll(/^([^/\n]+\/[^/\n(]+)\.ts\(\d+,\d+\): error/gm)].map((match) => match[1]),
    );
    const ofBase = [...found].filter((path) => path?.startsWith("base/"));
    if (ofBase.length > 0) throw new Error(`The consumers do not compile against the base:\n${output}`);
    return new Map(
      this.#edits.map((edit, index) => [
        edit,
        new Set(CONSUMER_STYLES.filter((style) => found.has(`edit-${index}/${fileOf(style)}`))),
      ]),
    );
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
    allowImportingTsExtensions: true,
    types: [],
  },
  include: ["*/*.ts"],
};

function fileOf(style: ConsumerStyle): string {
  return style.replaceAll(" ", "-");
}

type Names = ReturnType<typeof buildModel>["names"];

async function writeSide(
  folder: string,
  { document, names }: { readonly document: Document; readonly names: Names },
): Promise<void> {
  await cp(fileURLToPath(new URL("consumers", HERE)), folder, { recursive: true });
  const { model } = buildModel(document, { names });
  const { files } = await emitPackages({ model, document }, ZOO);
  await writePackage(join(folder, "node_modules/@zoo/types"), files.types, ["openapi"]);
  await writePackage(join(folder, "node_modules/@zoo/client"), files.client, ["bare", "paths"]);
}

async function writePackage(
  folder: string,
  files: readonly EmittedFile[],
  entries: readonly string[],
): Promise<void> {
  const exports = {
    ".": "./index.ts",
    "./resources/*": "./resources/*.ts",
    ...Object.fromEntries(entries.map((entry) => [`./${entry}`, `./${entry}.ts`])),
  };
  const manifest = { path: "package.json", text: JSON.stringify({ type: "module", exports }) };
  for (const { path, text } of [manifest, ...files]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function run(compiler: string, folder: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [compiler, "-p", ".", "--pretty", "false"],
      { cwd: folder, maxBuffer: 2 ** 28 },
      (_error, stdout) => {
        resolve(stdout);
      },
    );
  });
}
