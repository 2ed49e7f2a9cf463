import type { Schema } from "@specloom/api-model";
import { describe, expect, it } from "vitest";
import { createRandom } from "../src/random.ts";
import { patternText } from "../src/schema/pattern-text.ts";
import { sampleValue } from "../src/schema/sample-value.ts";
import { createValidators } from "../src/schema/validators.ts";

const NODE: Schema = {
  type: "object",
  required: ["value", "next"],
  properties: {
    value: { type: "string" },
    next: { anyOf: [{ $ref: "#/node" }, { type: "null" }] },
    all: { type: "array", items: { $ref: "#/node" } },
  },
};
const CAT: Schema = {
  type: "object",
  required: ["kind", "lives"],
  properties: { kind: { type: "string" }, lives: { type: "integer", minimum: 9 } },
};

const CASES: readonly (readonly [string, Schema])[] = [
  [
    "allOf",
    {
      allOf: [
        { $ref: "#/cat" },
        { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 30 } } },
      ],
    },
  ],
  [
    "oneOf with a discriminator",
    { oneOf: [{ $ref: "#/cat" }], discriminator: { propertyName: "kind", mapping: { feline: "#/cat" } } },
  ],
  ["const beside type", { type: "object", required: ["a"], properties: { a: { const: 7 } } }],
  ["enum", { enum: [null, "x"] }],
  ["nullable type", { type: ["null", "integer"], minimum: 3 }],
  ["bounds", { type: "integer", exclusiveMinimum: 10, maximum: 14, multipleOf: 7 }],
  ["negative bounds", { type: "number", maximum: -2 }],
  ["tuple", { type: "array", prefixItems: [{ type: "string" }, { type: "boolean" }], items: false }],
  ["minItems", { type: "array", minItems: 3, items: { type: "integer" } }],
  ["map", { type: "object", additionalProperties: { type: "boolean" } }],
  ["pattern", { type: "string", pattern: "^(?:a|b)[^a-z]{2}\\d+\\.x?$" }],
  ["max length", { type: "string", maxLength: 2 }],
  ...[
    "date-time",
    "date",
    "time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "uuid",
    "json-pointer",
    "regex",
    "byte",
  ].map((format): [string, Schema] => [format, { type: "string", format }]),
];

describe.each(["all", "required"] as const)("a sample with %s members", (members) => {
  it.each(CASES)("%s is valid against its schema, and the same for the same randomness", (_name, schema) => {
    const schemas = { "#/case": schema, "#/node": NODE, "#/cat": CAT };
    const make = (): unknown => sampleValue(schema, { schemas, random: createRandom(3), now: 0, members });
    expect(createValidators(schemas).response("#/case")(make())).toBeUndefined();
    expect(make()).toEqual(make());
  });
});

it("ends for a schema that holds itself", () => {
  const sample = sampleValue(
    { $ref: "#/node" },
    { schemas: { "#/node": NODE }, random: createRandom(1), now: 0, members: "all" },
  );
  expect(JSON.stringify(sample).length).toBeLessThan(100_000);
});

it("names the member that a discriminator maps", () => {
  const schemas = { "#/cat": CAT };
  const schema: Schema = {
    oneOf: [{ $ref: "#/cat" }],
    discriminator: { propertyName: "kind", mapping: { feline: "#/cat" } },
  };
  expect(sampleValue(schema, { schemas, random: createRandom(1), now: 0, members: "all" })).toMatchObject({
    kind: "feline",
  });
});

it.each([
  "^[a-z0-9]{26}$",
  "^cus_[A-Za-z0-9]{8,}$",
  "^v\\d+(\\.\\d+)*$",
  "[\\w-]+@x\\.y",
  "^(?<year>20\\d\\d)-(0[1-9]|1[0-2])$",
])("finds a text for the pattern %s", (pattern) => {
  for (let seed = 0; seed < 20; seed += 1)
    expect(patternText(pattern, createRandom(seed))).toMatch(new RegExp(pattern, "u"));
});

it.each(["(?=a)b", "^(a)\\1$", "a{", "("])("gives up on the pattern %s", (pattern) => {
  expect(patternText(pattern, createRandom(1))).toBeUndefined();
});
