// Documents at the edges of what OpenAPI allows, and a little beyond: whatever they become must compile.
import type { Document } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { compile } from "./compile.ts";
import { emitDocument } from "./emit-sample.ts";

const text = { type: "string" };
const answer = (schema: object): object => ({
  "200": { description: "It.", content: { "application/json": { schema } } },
});
const parameter = (name: string, place: string, more: object = { schema: text }): object => ({
  name,
  in: place,
  required: place === "path",
  ...more,
});

const PATHS: Record<string, object> = {
  "no operation at all": {},
  "an operation at the root": { "/": { get: { responses: answer(text) } } },
  "a path of nothing but parameters": {
    "/{a}/{b}": {
      get: { parameters: [parameter("a", "path"), parameter("b", "path")], responses: answer(text) },
    },
  },
  "a parameter with a media type": {
    "/x": {
      get: {
        parameters: [
          parameter("filter", "query", { content: { "application/json": { schema: { type: "object" } } } }),
        ],
        responses: answer(text),
      },
    },
  },
  "a path parameter that is not declared": {
    "/x/{a}/y/{b}": { get: { parameters: [parameter("b", "path")], responses: answer(text) } },
  },
  "a path parameter that is not required": {
    "/x/{a}/y/{b}": {
      get: {
        parameters: [parameter("a", "path", { required: false, schema: text }), parameter("b", "path")],
        responses: answer(text),
      },
    },
  },
  "one name in path, query, header and body": {
    "/x/{id}/y/{y}": {
      put: {
        parameters: [
          parameter("id", "path"),
          parameter("y", "path"),
          parameter("id", "query"),
          parameter("id", "header"),
        ],
        requestBody: {
          content: {
            "application/json": { schema: { type: "object", required: ["id"], properties: { id: text } } },
          },
        },
        responses: answer(text),
      },
    },
  },
  "names that the runtime has too": {
    "/ApiPromise": { get: { responses: answer({ type: "object", properties: { a: text } }) } },
    "/RequestOptions": {
      get: {
        parameters: [parameter("options", "query"), parameter("params", "query")],
        responses: answer(text),
      },
    },
    "/defineResource/{params}": {
      get: { parameters: [parameter("params", "path")], responses: answer(text) },
    },
  },
  "files, text and streams": {
    "/x": {
      post: {
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: { type: "object", properties: { file: { type: "string", format: "binary" } } },
            },
          },
        },
        responses: {
          "200": { description: "It.", content: { "application/octet-stream": {} } },
          "2XX": { description: "It.", content: { "text/plain": { schema: text } } },
        },
      },
    },
  },
  "no good answer": {
    "/x": {
      get: {
        responses: { default: { description: "It.", content: { "application/json": { schema: text } } } },
      },
    },
  },
};

describe("generated packages compile for", () => {
  it.each(Object.entries(PATHS))("%s", async (_what, paths) => {
    const document = { openapi: "3.1.0", info: { title: "Edges", version: "1" }, paths } as Document;
    const { files, problems } = await emitDocument(document);
    expect(problems.filter(({ severity }) => severity === "fatal")).toEqual([]);
    expect(compile(files)).toEqual([]);
  });
});

describe("what has no counterpart among types", () => {
  it.each([
    ["not", { type: "string", not: { const: "" } }],
    ["if", { type: "object", properties: { a: text }, if: { required: ["a"] } }],
    ["patternProperties", { type: "object", patternProperties: { "^x": text } }],
    ["propertyNames", { type: "object", propertyNames: { pattern: "^x" } }],
    ["dependentRequired", { type: "object", properties: { a: text }, dependentRequired: { a: ["b"] } }],
    ["contains", { type: "array", items: text, contains: { const: "x" } }],
    ["required", { type: "object", properties: { a: text }, required: ["b"] }],
  ])("is a problem with its place: %s", async (keyword, schema) => {
    const document = {
      openapi: "3.1.0",
      info: { title: "Losses", version: "1" },
      paths: {},
      components: { schemas: { Lossy: { type: "object", properties: { here: schema } } } },
    } as unknown as Document;
    const { problems } = await emitDocument(document);
    expect(problems).toMatchObject([
      {
        code: "keyword-without-type",
        severity: "degraded",
        pointer: `#/components/schemas/Lossy/properties/here/${keyword}`,
      },
    ]);
    expect(problems[0]?.message).toContain(`\`${keyword}\``);
  });
});
