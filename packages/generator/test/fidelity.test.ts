// What a run says of how much of a document arrives: the three lists beside the lock of names.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, it } from "vitest";

import { generate } from "../src/generate.ts";
import { config, makeWorkspace, notesDocument, readTree } from "./workspace.ts";

interface Lists {
  readonly operations: number;
  readonly counts: { readonly represented: number; readonly degraded: number; readonly ignored: number };
  readonly represented: readonly {
    readonly object: string;
    readonly keyword: string;
    readonly count: number;
  }[];
  readonly degraded: readonly { readonly file?: string; readonly pointer: string; readonly lost: string }[];
  readonly ignored: readonly { readonly keyword: string; readonly pointers: readonly string[] }[];
}

async function listsOf(directory: string): Promise<Lists> {
  return JSON.parse(await readFile(join(directory, "fidelity.json"), "utf8")) as Lists;
}

it("a document that arrives whole has nothing degraded", async () => {
  const directory = await makeWorkspace(notesDocument());
  const { fidelity } = await generate(config, { directory });
  const lists = await listsOf(directory);
  expect(lists).toMatchObject({ operations: 1, degraded: [], counts: fidelity ?? {} });
  // openapi, info, paths; title, version; get; operationId, responses; description, content; schema; type, items; type
  expect(lists.counts).toEqual({ represented: 14, degraded: 0, ignored: 0 });
});

const PLANTED = `openapi: 3.1.0
$self: https://example.com/
info: { title: Planted, version: 1.0.0, contact: { name: someone } }
colour: red
paths:
  /notes:
    servers: [{ url: "https://other.example" }]
    parameters: [{ $ref: "./gone.yaml" }]
    get:
      operationId: listNotes
      tags: [a]
      callbacks: {}
      x-mine: 1
      parameters:
        - { name: filter, in: query, content: { application/xml: { schema: { type: string } } } }
        - { name: odd, in: query, style: matrix, schema: { type: string } }
      responses:
        "200":
          description: All.
          links: {}
          content:
            application/json:
              itemEncoding: {}
              schema:
                type: object
                required: [nothing]
                not: { required: [b] }
                properties: { a: { type: [string, file], patternProperties: {}, xml: {}, sort: 1, maxLength: "5", enum: {} } }
components:
  securitySchemes:
    id: { type: openIdConnect, openIdConnectUrl: https://id.example }
    oauth: { type: oauth2, flows: { implicit: { authorizationUrl: https://id.example, scopes: {} } } }
`;

it("what is planted, of each kind, is found in its list once, and refused where nothing may be lost", async () => {
  const directory = await makeWorkspace(PLANTED);
  const { problems, fidelity } = await generate(config, { directory });
  const { degraded, ignored, counts } = await listsOf(directory);
  const answer = "#/paths/~1notes/get/responses/200/content/application~1json";
  expect(degraded.map(({ pointer }) => pointer).toSorted()).toEqual(
    [
      "#/$self",
      "#/colour",
      "#/components/securitySchemes/id/openIdConnectUrl",
      "#/components/securitySchemes/id/type",
      "#/components/securitySchemes/oauth/flows/implicit",
      "#/paths/~1notes/get/callbacks",
      "#/paths/~1notes/get/parameters/0/content",
      "#/paths/~1notes/get/parameters/1/style",
      "#/paths/~1notes/get/responses/200/links",
      "#/paths/~1notes/parameters/0",
      `${answer}/itemEncoding`,
      `${answer}/schema/not`,
      `${answer}/schema/properties/a/enum`,
      `${answer}/schema/properties/a/maxLength`,
      `${answer}/schema/properties/a/patternProperties`,
      `${answer}/schema/properties/a/sort`,
      `${answer}/schema/properties/a/type`,
      `${answer}/schema/required`,
    ].toSorted(),
  );
  expect(degraded.every(({ lost }) => lost.endsWith("."))).toBe(true);
  expect(Object.fromEntries(ignored.map(({ keyword, pointers }) => [keyword, pointers]))).toEqual({
    contact: ["#/info/contact"],
    name: ["#/info/contact/name"],
    tags: ["#/paths/~1notes/get/tags"],
    "x-…": ["#/paths/~1notes/get/x-mine"],
    xml: [`${answer}/schema/properties/a/xml`],
  });
  expect(counts).toEqual(fidelity);
  expect(counts.degraded).toBe(degraded.length);
  // Nothing of it is silent: each loss is a problem of the run.
  const told = new Set(
    problems.filter(({ severity }) => severity === "degraded").map(({ pointer }) => pointer),
  );
  expect(degraded.filter(({ pointer }) => !told.has(pointer))).toEqual([]);

  const strict = await makeWorkspace(
    PLANTED.replace("colour: red\n", "").slice(0, PLANTED.indexOf("colour")) + "paths: {}\n",
  );
  expect((await generate(config, { directory: strict, strict: true })).written).toEqual([]);
  expect(Object.keys(await readTree(strict))).toEqual(["openapi.yaml"]);
});

it("the lists stand where the configuration says, and are checked as the rest is", async () => {
  const directory = await makeWorkspace(notesDocument());
  const elsewhere = { ...config, fidelity: "reports/arrived.json" };
  await generate(elsewhere, { directory });
  const file = join(directory, "reports/arrived.json");
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ operations: 1 });
  expect((await generate(elsewhere, { directory, check: true })).stale).toEqual([]);
  await writeFile(file, "{}\n");
  expect((await generate(elsewhere, { directory, check: true })).stale).toEqual([
    { path: file, reason: "changed" },
  ]);
});
