import type { Json, Schema } from "@specloom/api-model";
import { buildModel, type Document } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { checkExamples } from "../src/examples/check-examples.ts";
import { judgeValue } from "../src/examples/judge-value.ts";

const SCHEMAS: Record<string, Schema> = {
  "#/tree": {
    type: "object",
    required: ["id", "name"],
    properties: {
      id: { type: "string", readOnly: true },
      name: { type: "string", minLength: 2, maxLength: 4, pattern: "^[a-z😀]+$" },
      size: { type: "integer", minimum: 0, exclusiveMinimum: true, maximum: 9 },
      kind: { enum: ["a", { deep: [1, null] }] },
      children: { type: "array", maxItems: 2, items: { $ref: "#/tree" } },
      point: { type: "array", prefixItems: [{ type: "number" }], items: { type: "boolean" } },
      note: { type: "string", nullable: true },
      either: { oneOf: [{ type: "string" }, { type: "object", required: ["x"] }] },
      both: {
        allOf: [{ minProperties: 1 }, { additionalProperties: { type: "number", exclusiveMaximum: 5 } }],
      },
    },
    additionalProperties: false,
  },
};

describe("a value that a schema", () => {
  it.each<Json>([
    { name: "ab" },
    { name: "😀😀", size: 1, note: null },
    { name: "ab", kind: { deep: [1, null] }, point: [1.5, true, false] },
    { name: "ab", children: [{ name: "cd" }], either: { x: 1 }, both: { a: 4 } },
  ])("takes has no fault: %j", (value) => {
    expect(judgeValue({ $ref: "#/tree" }, value, SCHEMAS)).toBe(undefined);
  });

  it.each<[Json, string]>([
    ["ab", "must be object"],
    [{}, 'must have the member "name"'],
    [{ name: "a" }, "/name must have at least 2 characters"],
    [{ name: "abcde" }, "/name must have at most 4 characters"],
    [{ name: "AB" }, '/name must match the pattern "^[a-z😀]+$"'],
    [{ name: "ab", size: 0 }, "/size must be over 0"],
    [{ name: "ab", size: 1.5 }, "/size must be integer"],
    [{ name: "ab", size: 10 }, "/size must be at most 9"],
    [{ name: "ab", kind: "b" }, '/kind must be one of ["a",{"deep":[1,null]}]'],
    [{ name: "ab", children: [{ name: "cd", note: 1 }] }, "/children/0/note must be string"],
    [{ name: "ab", children: [null, null, null] }, "/children must have at most 2 items"],
    [{ name: "ab", point: [1, 2] }, "/point/1 must be boolean"],
    [{ name: "ab", either: { y: 1 } }, "/either fits none of its alternatives"],
    [{ name: "ab", both: {} }, "/both must have at least 1 members"],
    [{ name: "ab", both: { a: 5 } }, "/both/a must be under 5"],
    [{ name: "ab", other: 1 }, "/other is not allowed"],
  ])("refuses has one: %j", (value, fault) => {
    expect(judgeValue({ $ref: "#/tree" }, value, SCHEMAS)).toBe(fault);
  });

  it("with a pattern that takes forever, or that refers to itself, passes", () => {
    expect(judgeValue({ pattern: "^(a+)+$" }, `${"a".repeat(60)}!`, {})).toBe(undefined);
    expect(judgeValue({ $ref: "#/loop" }, 1, { "#/loop": { $ref: "#/loop" } })).toBe(undefined);
  });
});

it("an example of a request that its own schema refuses is a problem, wherever it stands", () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Notes", version: "1" },
    paths: {
      "/notes": {
        post: {
          parameters: [{ name: "limit", in: "query", schema: { type: "integer" }, example: "ten" }],
          requestBody: {
            content: {
              "application/json": {
                schema: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
                examples: { good: { value: { text: "a" } }, bad: { value: { text: 1 } } },
              },
            },
          },
          responses: { "204": { description: "Done." } },
        },
      },
    },
  } as unknown as Document;
  const problems = checkExamples(buildModel(document).model);
  expect(problems.map(({ code, pointer, message }) => [code, pointer, message])).toEqual([
    [
      "invalid-example",
      "#/paths/~1notes/post/parameters/0/example",
      "The example does not fit its own schema: it must be integer.",
    ],
    [
      "invalid-example",
      "#/paths/~1notes/post/requestBody/content/application~1json/examples/bad",
      "The example does not fit its own schema: /text must be string.",
    ],
  ]);
});
