// A sound document is read without the bundler, or without most of it. That must not show.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { loadDocument } from "../src/index.ts";
import { bundleSoundFiles } from "../src/load/bundle-sound-files.ts";
import { loadWithBundler } from "../src/load/load-with-bundler.ts";
import { readClosedDocument } from "../src/load/read-closed-document.ts";
import { readValue } from "../src/load/read-value.ts";

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
    const closed = readClosedDocument(file, await readValue(file));
    expect(closed).toBeDefined();
    expect(closed?.document).toEqual((await loadWithBundler(file, {})).document);
    expect(await loadDocument(file)).toEqual({
      document: closed?.document,
      problems: [],
      files: [file],
      missing: [],
      fromJSON: { examplesPlaced: true },
    });
  });
});

it.each(["title", "example"])(
  "in which %s stands twice is told so, with examples put in place",
  async (name) => {
    const file = await write(document);
    const text = JSON.stringify(document);
    await writeFile(
      file,
      text.replace(`"${name}":`, (found) => `${found}{},${found}`),
    );
    const { problems } = await loadDocument(file);
    expect(problems.map(({ code }) => code)).toEqual(["duplicate-member"]);
  },
);

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
    const file = await write(value);
    expect(readClosedDocument(file, await readValue(file))).toBeUndefined();
  });
});

describe("a document of several sound files", () => {
  const parts = {
    "openapi.yaml": `openapi: 3.1.0
info: { title: T, version: 2026-11-26 }
paths:
  /pets: { $ref: paths/pets.yaml }
`,
    "paths/pets.yaml": `get:
  responses:
    200:
      description: Pets
      content: { application/json: { schema: { $ref: ../pet.json } } }
`,
    "pet.json": '{ "type": "object", "properties": { "friend": { "$ref": "#" } } }',
  };

  async function writeParts(changed: Readonly<Record<string, string>> = {}): Promise<string> {
    await mkdir(join(folder, "paths"));
    for (const [name, text] of Object.entries({ ...parts, ...changed }))
      await writeFile(join(folder, name), text);
    return join(folder, "openapi.yaml");
  }

  it("is the one that the whole bundler makes of it", async () => {
    const file = await writeParts();
    const sound = await bundleSoundFiles(file, await readValue(file));
    expect(sound).toBeDefined();
    expect(sound).toEqual(await loadWithBundler(file, {}));
    expect(await loadDocument(file)).toEqual(sound);
  });

  it.each([
    ["is missing", { "paths/pets.yaml": "get: { responses: { 200: { $ref: nothing.yaml } } }" }],
    ["cannot be parsed", { "pet.json": '{ "type": ' }],
    ["is another host's", { "paths/pets.yaml": "{ $ref: https://example.com/pets.yaml }" }],
    ["holds what JSON has no form for", { "pet.json": "{ type: number, maximum: .inf }" }],
    ["names places by anchors", { "pet.json": '{ "$anchor": "pet", "items": { "$ref": "#pet" } }' }],
    ["has an alias that leads to itself", { "pet.json": "&pet { properties: { friend: *pet } }" }],
    ["repeats a path", { "openapi.yaml": `${parts["openapi.yaml"]}  /{a}: {}\n  /{b}: {}\n` }],
  ])("is read by the whole bundler where one %s", async (_what, changed) => {
    const file = await writeParts(changed);
    expect(await bundleSoundFiles(file, await readValue(file))).toBeUndefined();
    expect(await loadDocument(file)).toEqual(await loadWithBundler(file, {}));
  });
});
