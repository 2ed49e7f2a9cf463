// What people give instead of a document, and files that are one but for some of their bytes.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { buildModel, loadDocument, type LoadedDocument, type Problem } from "../src/index.ts";
import { folderOf } from "./helpers.ts";

async function loadBytes(bytes: Buffer | string, name = "openapi.yaml"): Promise<LoadedDocument> {
  const workingDirectory = await folderOf({});
  await writeFile(join(workingDirectory, name), bytes);
  return loadDocument(join(workingDirectory, name), { workingDirectory });
}

function told({ file, line, pointer, code, message, hint }: Problem): string {
  return `${code} ${file}${line === undefined ? "" : `:${line}`}${pointer} ${message} ${hint}`;
}

async function codesOf(text: string): Promise<string[]> {
  const { document } = await loadBytes(text);
  return buildModel(document!).problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

const DOCUMENT = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { get: {} } }\n";

test.each([
  [
    "UTF-16 with its mark",
    Buffer.from(`\uFEFF${DOCUMENT}`, "utf16le"),
    /^not-text .*UTF-16.*Save it as UTF-8/,
  ],
  ["UTF-16 without one", Buffer.from(DOCUMENT, "utf16le"), /^not-text .*UTF-16/],
  ["UTF-16, big end first", Buffer.from(DOCUMENT, "utf16le").swap16(), /^not-text .*UTF-16/],
  ["a packed file", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), /^not-text .*bytes that no text has.*unpacked/],
  [
    "half a file",
    '{ "openapi": "3.1.0", "info": { "ti',
    /^not-yaml.*:1# .*\(line 1, column \d+\).*get the whole of it again/,
  ],
  ["tabs", "openapi: 3.1.0\ninfo:\n\ttitle: a\n", /^not-yaml.*:3# .*tab characters.*Correct the syntax/],
  ["a name twice", `${DOCUMENT}paths: {}\n`, /^not-yaml.*:4# .*duplicated mapping key/],
  ["XML", '<?xml version="1.0"?><a/>', /^html-document .*HTML or XML/],
  ["AsyncAPI", "asyncapi: 2.6.0\ninfo: {}\n", /^not-openapi .*an AsyncAPI document/],
  ["an Arazzo description", "arazzo: 1.0.1\n", /^not-openapi .*an Arazzo/],
  ["an Overlay", "overlay: 1.0.0\nactions: []\n", /^not-openapi .*an OpenAPI Overlay/],
  ["RAML", "#%RAML 1.0\ntitle: T\n", /^not-openapi .*RAML/],
  [
    "a JSON Schema",
    '{ "$schema": "https://json-schema.org/draft/2020-12/schema" }',
    /^not-openapi .*a JSON Schema/,
  ],
  [
    "a Postman collection",
    '{ "info": { "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" } }',
    /^not-openapi .*a Postman collection/,
  ],
])("%s is told, and that is all that is told", async (_what, bytes, sentence) => {
  const { document, problems } = await loadBytes(bytes);
  expect(document).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(told(problems[0]!)).toMatch(sentence);
  expect(told(problems[0]!)).not.toMatch(/\/api-model-/);
});

test("a byte order mark is no part of the document", async () => {
  expect((await loadBytes(`\uFEFF${DOCUMENT}`)).problems).toEqual([]);
});

test("bytes of another encoding are told with their line, and the rest is read", async () => {
  const { document, problems } = await loadBytes(Buffer.from(DOCUMENT.replace("T", "Caf\u00E9"), "latin1"));
  expect(document).toMatchObject({ info: { title: "Caf\uFFFD" } });
  expect(problems.map((problem) => told(problem))).toEqual([
    expect.stringMatching(/^bad-bytes openapi\.yaml:2# .*Save the file as UTF-8/),
  ]);
});

test("so are those of a file that a $ref leads to, and one of another encoding is left out", async () => {
  const workingDirectory = await folderOf({
    "openapi.yaml": `${DOCUMENT}components: { schemas: { A: { $ref: a.yaml }, B: { $ref: b.yaml } } }\n`,
  });
  await writeFile(join(workingDirectory, "a.yaml"), Buffer.from("title: \u00E9\n", "latin1"));
  await writeFile(join(workingDirectory, "b.yaml"), Buffer.from("type: string\n", "utf16le"));
  const { problems } = await loadDocument(join(workingDirectory, "openapi.yaml"), { workingDirectory });
  expect(problems.map((problem) => told(problem)).toSorted()).toEqual([
    expect.stringMatching(/^bad-bytes a\.yaml:1#/),
    expect.stringMatching(/^broken-ref openapi\.yaml:4.*UTF-16/),
  ]);
});

test("a name that stands twice in JSON is told where it stands again; texts with colons are none", async () => {
  const text = `{ "openapi": "3.1.0", "info": { "title": "a\\":b", "version" : ":1" },
    "paths": { "/a": { "get": {} }, "/b\\\\": {} },
    "x-list": [0, { "at": 1, "a\\u0074": 2 }],
    "paths": { "/a": {} } }`;
  const { document, problems } = await loadBytes(text, "openapi.json");
  expect(document).toMatchObject({ paths: { "/a": {} } });
  expect(problems.map((problem) => told(problem))).toEqual([
    expect.stringMatching(/^duplicate-member openapi\.json:3#\/x-list\/1\/at The name "at" stands twice/),
    expect.stringMatching(/^duplicate-member openapi\.json:4#\/paths /),
  ]);
  const alone = text.replace('"a\\u0074"', '"b"').replace(/,\s*"paths": { "\/a": {} } }$/, " }");
  expect((await loadBytes(alone, "openapi.json")).problems).toEqual([]);
});

test("a document without anything in it, or with something else at its top, is told so", async () => {
  expect(await codesOf("openapi: 3.1.0\n")).toEqual(["empty-document #"]);
  expect(await codesOf("openapi: 3.1.0\ninfo: 5\npaths: []\ncomponents: { schemas: { A: {} } }\n")).toEqual([
    "malformed #/info",
    "malformed #/paths",
  ]);
  expect(await codesOf("openapi: 3.1.0\npaths: { pets: { get: {} }, x-a: 1 }\n")).toEqual([
    "malformed #/paths/pets",
  ]);
});
