import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import {
  buildModel,
  loadDocument,
  type BuildOptions,
  type BuiltModel,
  type Document,
  type Operation,
} from "../src/index.ts";

/** Path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

/** A folder with these files, removed after the test. */
export async function folderOf(files: { readonly [name: string]: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "api-model-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** The library fixture, bundled; a test that finds a problem in it is a test that fails. */
export async function loadLibrary(): Promise<Document> {
  const { document, problems } = await loadDocument(fixture("library/openapi.yaml"));
  if (document === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return document;
}

/** A document with these paths and nothing else. */
export function documentOf(paths: object, rest: object = {}): Document {
  return JSON.parse(
    JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, ...rest, paths }),
  ) as Document;
}

/** The model of a document with these paths. */
export function modelOf(paths: object, rest: object = {}, options: BuildOptions = {}): BuiltModel {
  return buildModel(documentOf(paths, rest), options);
}

/** A JSON answer under 200. */
export function answers(schema: object): object {
  return { responses: { 200: { description: "OK", content: { "application/json": { schema } } } } };
}

/** `a.b.create(argument)` of each operation, by method and path. */
export function callsOf({ model }: BuiltModel): { [key: string]: string } {
  return Object.fromEntries(
    model.operations.map((operation) => [`${operation.method} ${operation.path}`, showCall(operation)]),
  );
}

function showCall({ call }: Operation): string {
  return `${[...call.resource, call.method].join(".")}(${call.positional?.argument ?? ""})`;
}

/** Codes of the problems, with their pointers. */
export function faultsOf({ problems }: Pick<BuiltModel, "problems">): string[] {
  return problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

/** The operation with this id. */
export function operationOf({ model }: BuiltModel, id: string): Operation {
  const found = model.operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}
