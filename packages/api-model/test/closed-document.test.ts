// A JSON file that needs no putting together is read without the bundler. That must not show.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { loadDocument } from "../src/index.ts";
import { loadWithBundler } from "../src/load/load-with-bundler.ts";
import { readClosedDocument } from "../src/load/read-closed-document.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "closed-"));
});
afterEach(() => rm(folder, { recursive: true }));

const pet = {
  type: "object",
  properties: { example: { $ref: "#/components/schemas/Name" }, next: { $ref: "#/components/schemas/Pet" } },
  example: { $ref: "#/components/examples/pet" },
  discriminator: { propertyName: "kind", mapping: { pet: "#/components/schemas/Pet" } },
};
const components = {
  schemas: { Pet: pet, Name: { type: "string" } },
  examples: { pet: { value: { example: "Rex", next: { $ref: "#/components/examples/pet" } } } },
};
const content = { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } };
const paths = {
  "/pets": { get: { operationId: "list", responses: { 200: { description: "d", content } } } },
};
const document = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components };

async function write(value: unknown): Promise<string> {
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(value));
  return file;
}

describe("a document whose references stay inside it", () => {
  it("is the one that the bundler makes of it", async () => {
    const file = await write(document);
    const closed = await readClosedDocument(file);
    expect(closed).toBeDefined();
    expect(closed).toEqual((await loadWithBundler(file, {})).document);
    expect(await loadDocument(file)).toEqual({ document: closed, problems: [], files: [file], missing: [] });
  });
});

describe("the bundler is asked about a document", () => {
  const pets = (schema: unknown): unknown => ({ ...document, components: { schemas: { Pet: schema } } });
  it.each([
    ["with a $ref to another file", pets({ $ref: "pet.json" })],
    ["with a $ref to nothing", pets({ $ref: "#/components/schemas/Nothing" })],
    ["with a $ref to an anchor", pets({ $anchor: "pet", items: { $ref: "#pet" } })],
    ["with a mapping to another file", pets({ discriminator: { mapping: { a: "a.json" } } })],
    ["that repeats a path", { ...document, paths: { "/pets/{a}": {}, "/pets/{b}": {} } }],
    ["of Swagger", { ...document, openapi: undefined, swagger: "2.0" }],
    ["of another version", { ...document, openapi: "4.0.0" }],
  ])("%s", async (_what, value) => {
    expect(await readClosedDocument(await write(value))).toBeUndefined();
  });
});
