// One member of another type than OpenAPI gives it must not take the whole document with it.
import type { Document } from "@specloom/api-model";
import { expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitDocument } from "./emit-sample.ts";

function answer(schema: unknown): object {
  return { description: "OK", content: { "application/json": { schema } } };
}

const pet = answer({ $ref: "#/components/schemas/Pet" });

/** What stands at a path, and the pointer from there to what is wrong with it. */
const FLAWS: readonly (readonly [string, object, string])[] = [
  ["/a", { get: { parameters: {}, responses: { 200: pet } } }, "/get/parameters"],
  ["/b", { get: { parameters: [null], responses: { 200: pet } } }, "/get/parameters/0"],
  ["/c", { parameters: 7, get: { responses: { 200: pet } } }, "/parameters"],
  ["/d", { get: { operationId: true, responses: { 200: pet } } }, "/get/operationId"],
  ["/e", { get: { summary: ["x"], responses: { 200: pet } } }, "/get/summary"],
  ["/f", { get: "text", post: { responses: { 200: pet } } }, "/get"],
  ["/g", { get: { responses: { 200: pet, 404: null } } }, "/get/responses/404"],
  [
    "/h",
    { get: { responses: { 200: { description: "", content: { "application/json": null } } } } },
    "/get/responses/200/content/application~1json",
  ],
  [
    "/i",
    { get: { responses: { 200: answer(["x"]) } } },
    "/get/responses/200/content/application~1json/schema",
  ],
  [
    "/j",
    { get: { responses: { 200: answer({ $ref: 7 }) } } },
    "/get/responses/200/content/application~1json/schema/$ref",
  ],
  [
    "/k",
    { get: { responses: { 200: answer({ type: "object", required: true, properties: "x" }) } } },
    "/get/responses/200/content/application~1json/schema/properties",
  ],
];

it("a schema with keywords of other types than theirs becomes types that agree, without what they say", async () => {
  const flawed = {
    a: { type: "strin" },
    b: { type: "string", enum: "x" },
    c: { type: "string", enum: [] },
    d: { type: "object", required: "a", properties: { a: { type: "string" } } },
    e: { type: "array", items: [{ type: "string" }] },
    f: { oneOf: "x" },
    g: { allOf: [7], type: "object" },
    h: { type: "object", additionalProperties: "x" },
    i: { type: "string", nullable: "yes", readOnly: 1, deprecated: "no", format: 7, maxLength: "5" },
    j: { type: "object", properties: [] },
    k: { type: ["string", "file"] },
  };
  const { files, documentProblems } = await emitDocument({
    openapi: "3.1.0",
    info: { title: "Flaws", version: "1" },
    paths: {
      "/s": {
        get: { responses: { 200: answer({ $ref: "#/components/schemas/S" }) } },
        post: {
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/S" } } } },
          responses: { 200: answer({ $ref: "#/components/schemas/S" }) },
        },
      },
    },
    components: { schemas: { S: { type: "object", properties: flawed } } },
  } as unknown as Document);
  const members = new Set(
    documentProblems.flatMap(
      ({ pointer }) => /^#\/components\/schemas\/S\/properties\/(\w)\//.exec(pointer)?.[1] ?? [],
    ),
  );
  expect([...members].toSorted()).toEqual(Object.keys(flawed));
  expect(compile(files)).toEqual([]);
});

it("what is malformed is left out and named, and everything else is generated and compiles", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Flaws", version: "1" },
    paths: Object.fromEntries(FLAWS.map(([path, item]) => [path, item])),
    components: {
      schemas: { Pet: { type: "object", properties: { name: { type: "string" }, odd: 5 } }, Text: "text" },
    },
  } as unknown as Document;
  const { files, problems, documentProblems } = await emitDocument(document);
  expect(problems.filter(({ severity }) => severity === "fatal")).toEqual([]);
  const named = [...documentProblems, ...problems]
    .filter(({ code }) => code === "malformed")
    .map(({ pointer }) => pointer);
  const wrong = FLAWS.map(([path, , inner]) => `#/paths/~1${path.slice(1)}${inner}`);
  const schemas = "#/components/schemas";
  expect(named).toEqual(
    expect.arrayContaining([...wrong, `${schemas}/Pet/properties/odd`, `${schemas}/Text`]),
  );
  const printed = files.types.find(({ path }) => path === "openapi.ts")?.text;
  for (const [path] of FLAWS) expect(printed).toContain(`"${path}": {`);
  expect(printed).toMatch(/name\?: string/);
  expect(compile(files)).toEqual([]);
});
