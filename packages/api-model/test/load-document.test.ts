import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatProblem, loadDocument, resolvePointer, type LoadedDocument } from "../src/index.ts";
import { fixture, folderOf } from "./helpers.ts";

const HEAD = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

async function load(
  files: { readonly [name: string]: string },
  root = "openapi.yaml",
): Promise<LoadedDocument> {
  const workingDirectory = await folderOf(files);
  return loadDocument(join(workingDirectory, root), { workingDirectory });
}

/** `code file:line pointer` of each problem. */
function placesOf({ problems }: LoadedDocument): string[] {
  return problems.map(
    ({ code, file, line, pointer }) => `${code} ${file}${line === undefined ? "" : `:${line}`} ${pointer}`,
  );
}

test("files are put together into one document in which each $ref is local", async () => {
  const { document, problems, files } = await loadDocument(fixture("library/openapi.yaml"));
  expect(problems).toEqual([]);
  expect(files).toHaveLength(9);
  expect(
    [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].filter(([, ref]) => !ref?.startsWith("#/")),
  ).toEqual([]);
  expect(document && resolvePointer(document, "#/components/schemas/Shelf/properties/id/type")).toBe(
    "string",
  );
});

test.each([
  ["a missing file", {}, "file-not-found none.yaml #"],
  ["a folder", { "folder/a.yaml": "a: 1" }, "file-is-folder folder #"],
  ["an empty file", { "a.yaml": " \n" }, "file-empty a.yaml #"],
  [
    "broken YAML",

    { "a.yaml": "openapi: 3.1.0\ninfo:\n  - a\n b: [" },
    "not-yaml-or-json a.yaml:4 #",
  ],
  [
    "truncated JSON",

    { "a.json": '{ "openapi": "3.1.0",\n "paths": {' },
    "not-yaml-or-json a.json:2 #",
  ],
  [
    "a repeated key",

    { "a.yaml": `${HEAD}paths:\n  /a: {}\n  /a: {}\n` },
    "not-yaml-or-json a.yaml:5 #",
  ],
  ["an HTML page", { "a.yaml": "<!DOCTYPE html>\n<html></html>" }, "html-document a.yaml:1 #"],
  ["some other text", { "a.yaml": "hello" }, "not-openapi a.yaml #"],
  ["some other YAML", { "a.yaml": "name: x" }, "not-openapi a.yaml #"],
  ["Swagger 1.2", { "a.yaml": 'swagger: "1.2"' }, "unsupported-version a.yaml #"],
  ["OpenAPI 4", { "a.yaml": "openapi: 4.0.0" }, "unsupported-version a.yaml #"],
  ["a version that is a number", { "a.yaml": "openapi: 3.1" }, "unsupported-version a.yaml #"],
  ["a cycle of aliases", { "a.yaml": `${HEAD}paths: &p\n  /a: *p\n` }, "too-deep a.yaml #"],
  [
    "endless nesting",

    { "a.json": `{"openapi":"3.1.0","x":${"[".repeat(20_000)}${"]".repeat(20_000)}}` },
    "too-deep a.json #",
  ],
])("%s is one problem with a hint", async (_case, files, place) => {
  const root = place.split(/[ :]/)[1];
  const loaded = await load(files, root);
  expect(placesOf(loaded)).toEqual([place]);
  expect(loaded.document).toBeUndefined();
  expect(loaded.problems.every(({ severity, hint }) => severity === "fatal" && hint.endsWith("."))).toBe(
    true,
  );
});

test("aliases that multiply each other are stopped", async () => {
  const levels = Array.from(
    { length: 30 },
    (_, index) => `l${index + 1}: &l${index + 1} [*l${index}, *l${index}]`,
  );
  const loaded = await load({ "openapi.yaml": `${HEAD}l0: &l0 [x]\n${levels.join("\n")}\npaths: {}\n` });
  expect(placesOf(loaded)).toEqual(["too-large openapi.yaml #"]);
});

test("every broken $ref is listed at once, each where it is written", async () => {
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths:
  /a: { $ref: paths/a.yaml }
  /b: { $ref: paths/gone.yaml }
  /c:
    get:
      responses:
        "200": { $ref: "#/components/responses/Gone" }
`,
    "paths/a.yaml": `get:
  responses:
    "200":
      description: OK.
      content:
        application/json:
          schema:
            $ref: ../schemas.yaml#/Gone
`,
    "schemas.yaml": "Here: { type: string }\n",
  });
  expect(placesOf(loaded).toSorted()).toEqual([
    "broken-ref openapi.yaml:5 #/paths/~1b",
    "broken-ref openapi.yaml:9 #/paths/~1c/get/responses/200",
    "broken-ref paths/a.yaml:8 #/get/responses/200/content/application~1json/schema",
  ]);
  expect(loaded.problems.map(formatProblem).join("\n")).toContain(
    '$ref "paths/gone.yaml" leads to nothing: there is no file paths/gone.yaml',
  );
});

test("broken YAML in a second file is named with that file and its line", async () => {
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths:\n  /a: { $ref: a.yaml }\n`,
    "a.yaml": "get:\n  x: [\n",
  });
  expect(placesOf(loaded)).toContain("not-yaml-or-json a.yaml:3 #");
});

test("a $ref to another host is refused without asking it", async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.end("type: string");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const schema = `{ $ref: "http://127.0.0.1:${port}/schema.yaml" }`;
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: ${schema}\n`,
  });
  expect(placesOf(loaded)).toEqual(["remote-ref openapi.yaml:6 #/components/schemas/A"]);
  expect(asked).toBe(0);
});

test("a repeated operationId names both places, in the files where they are written", async () => {
  const operation = 'get:\n  operationId: same\n  responses: { "200": { description: OK. } }\n';
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths:\n  /a: { $ref: a.yaml }\n  /b: { $ref: b.yaml }\n`,
    "a.yaml": operation,
    "b.yaml": `\n${operation}`,
  });
  expect(placesOf(loaded)).toEqual(["duplicate-operation-id b.yaml:3 #/get/operationId"]);
  expect(loaded.problems[0]?.message).toBe('operationId "same" is taken: a.yaml:2#/get/operationId.');
  expect(loaded.document).toBeDefined();
});

test("two templates that match the same URLs are a problem at the second", async () => {
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths:\n  /a/{x}: {}\n  /a/{y}: {}\n  /a/{x}/b: {}\n`,
  });
  expect(placesOf(loaded)).toEqual(["duplicate-path openapi.yaml:5 #/paths/~1a~1{y}"]);
  expect(loaded.problems[0]?.message).toContain("openapi.yaml:4");
});

test("values that JSON has no form for become null, with a problem", async () => {
  const loaded = await load({ "openapi.yaml": `${HEAD}paths: {}\nx-a:\n  b: .inf\n` });
  expect(placesOf(loaded)).toEqual(["not-json-value openapi.yaml:5 #/x-a/b"]);
  expect(loaded.document && resolvePointer(loaded.document, "#/x-a/b")).toBeNull();
});

const pathAnswering = (ref: string): string =>
  `get: { responses: { "200": { description: "", content: { application/json: { schema: { $ref: ${ref} } } } } } }\n`;

test("two schemas of one name in different files are both kept, the second with a number", async () => {
  const loaded = await load({
    "openapi.yaml": `${HEAD}paths:\n  /a: { $ref: a.yaml }\n  /b: { $ref: b.yaml }\n`,
    "a.yaml": pathAnswering("one/Thing.yaml"),
    "b.yaml": pathAnswering("two/Thing.yaml"),
    "one/Thing.yaml": "type: string\n",
    "two/Thing.yaml": "type: integer\n",
  });
  expect(loaded.problems.map(({ code, severity }) => [code, severity])).toEqual([
    ["component-renamed", "cosmetic"],
  ]);
  expect(loaded.problems[0]?.message).toContain('"Thing"; one is called "Thing-2"');
  expect(loaded.document && resolvePointer(loaded.document, "#/components/schemas/Thing-2/type")).toBe(
    "integer",
  );
});
