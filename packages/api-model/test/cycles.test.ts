import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadDocument, resolvePointer, type Document, type Json } from "../src/index.ts";
import { findCycles } from "../src/load/cut-cycles.ts";
import { folderOf } from "./helpers.ts";

const CYCLES = fileURLToPath(new URL("corpus/cycles.yaml", import.meta.url));

const schemaIn = (document: Document | undefined, name: string): Json | undefined =>
  document && resolvePointer(document, `#/components/schemas/${name}`);

test("a $ref that leads back to itself in place is left out, and what contains itself in a member stays", async () => {
  const { document, problems } = await loadDocument(CYCLES);
  expect(problems.map(({ code, line, pointer }) => `${code} ${line} ${pointer}`)).toEqual([
    "circular-ref 36 #/components/schemas/First",
    "circular-ref 39 #/components/schemas/Not/not",
    "circular-ref 35 #/components/schemas/Itself/allOf/0",
    "circular-ref 38 #/components/schemas/Text/oneOf/0",
    "circular-ref 44 #/components/schemas/Named/allOf/0",
  ]);
  expect(schemaIn(document, "Tree")).toMatchObject({
    properties: { children: { items: { $ref: "#/components/schemas/Tree" } } },
  });
  expect(schemaIn(document, "Value")).toMatchObject({
    oneOf: [{}, { items: { $ref: "#/components/schemas/Value" } }],
  });
  expect(schemaIn(document, "Named")).toMatchObject({ allOf: [{ required: ["name"] }] });
  expect(schemaIn(document, "Itself")).toEqual({});
  expect(schemaIn(document, "First")).toEqual({});
  expect(schemaIn(document, "Second")).toEqual({});
  expect(schemaIn(document, "Text")).toEqual({ oneOf: [{ type: "string" }] });
  expect(schemaIn(document, "Not")).toEqual({});
  expect(schemaIn(document, "Titled")).toMatchObject({
    anyOf: [{ required: ["title"] }, { $ref: "#/components/schemas/Named" }],
  });
});

test("the same of a document in JSON, and of one whose cycle goes through several files", async () => {
  const cyclic = { allOf: [{ $ref: "#/components/schemas/Loop" }, { type: "string" }] };
  const head = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {} };
  const folder = await folderOf({
    "one.json": JSON.stringify({ ...head, components: { schemas: { Loop: cyclic } } }),
    "many.json": JSON.stringify({ ...head, components: { schemas: { Loop: { $ref: "loop.yaml" } } } }),
    "loop.yaml": "anyOf: [{ $ref: other.yaml }, { type: string }]\n",
    "other.yaml": "allOf: [{ $ref: loop.yaml }, { minLength: 1 }]\n",
  });
  const one = await loadDocument(`${folder}/one.json`);
  expect(one.problems).toMatchObject([
    { code: "circular-ref", pointer: "#/components/schemas/Loop/allOf/0" },
  ]);
  expect(schemaIn(one.document, "Loop")).toEqual({ allOf: [{ type: "string" }] });
  const many = await loadDocument(`${folder}/many.json`, { workingDirectory: folder });
  expect(many.problems).toMatchObject([{ code: "circular-ref", file: "many.json" }]);
});

test("files that are nothing but a $ref to one another stand for nothing, and the rest is read", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas: { Loop: { $ref: "./one.yaml" }, Sound: { $ref: "./alias.json" } } },
  };
  const folder = await folderOf({
    "openapi.json": JSON.stringify(document),
    "one.yaml": '$ref: "./two.json"\n',
    "two.json": '{ "$ref": "one.yaml" }',
    "alias.json": '{"$ref":"./sound.yaml"}',
    "sound.yaml": "type: string\n",
  });
  const loaded = await loadDocument(`${folder}/openapi.json`, { workingDirectory: folder });
  expect(loaded.problems).toMatchObject([
    {
      code: "broken-ref",
      file: "openapi.json",
      pointer: "#/components/schemas/Loop",
      message: '$ref "./one.yaml" leads to nothing: the file is a $ref that leads back to itself.',
    },
  ]);
  expect(schemaIn(loaded.document, "Loop")).toEqual({});
  expect(schemaIn(loaded.document, "Sound")).toEqual({ type: "string" });
});

test("a chain of references longer than the stack is followed to its end", async () => {
  const length = 30_000;
  const schemas = Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `S${index}`,
      { $ref: `#/components/schemas/S${(index + 1) % length}` },
    ]),
  );
  expect(findCycles({ components: { schemas } })).toMatchObject([{ pointer: `#/components/schemas/S0` }]);
});
