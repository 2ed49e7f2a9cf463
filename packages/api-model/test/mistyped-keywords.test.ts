// A keyword of a schema of another type than JSON Schema gives it says nothing: it is named, left out of the model, and
// nothing else with it.
import { expect, test } from "vitest";
import { buildModel } from "../src/index.ts";

const MISTYPED: Readonly<Record<string, readonly unknown[]>> = {
  type: ["file", "", 7, {}, [], ["string", "text"]],
  enum: ["a", {}, []],
  required: [true, "id", [1]],
  properties: ["x", []],
  patternProperties: [7],
  items: ["x", [{ type: "string" }]],
  additionalProperties: ["x", null],
  allOf: [{}, [1]],
  oneOf: ["x"],
  anyOf: [7],
  prefixItems: [{}],
  not: [null],
  if: ["x"],
  contains: [7],
  propertyNames: ["x"],
  unevaluatedProperties: ["x"],
  dependentRequired: ["x", { a: 1 }],
  dependentSchemas: [[]],
  minLength: ["5"],
  maxLength: ["5", null],
  minimum: ["0"],
  exclusiveMinimum: ["0"],
  multipleOf: [0, "2"],
  maxItems: ["1"],
  uniqueItems: ["yes"],
  nullable: ["true"],
  readOnly: [1],
  deprecated: ["soon"],
  pattern: [7],
  format: [7],
  description: [["a"]],
  $ref: [7],
  $dynamicRef: [7],
};

const cases = Object.entries(MISTYPED).flatMap(([keyword, values]) =>
  values.map((value) => ({ keyword, value: value as never })),
);

test.each(cases)("$keyword: $value", ({ keyword, value }) => {
  const inner = { "x-kept": 1, [keyword]: value };
  const { model, problems } = buildModel({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas: { S: { type: "object", properties: { p: inner } } } },
  });
  expect(model.schemas["#/components/schemas/S"]).toEqual({
    type: "object",
    properties: { p: { "x-kept": 1 } },
  });
  expect(problems).toMatchObject([
    {
      code: "malformed",
      severity: "degraded",
      pointer: `#/components/schemas/S/properties/p/${keyword}`,
    },
  ]);
});
