import { describe, expect, it } from "vitest";
import { createValidators } from "../src/schema/validators.ts";

/** Members that a general comparison of objects would call, or take for the class of an object. */
const INHERITED = ["toString", "valueOf", "constructor", "hasOwnProperty", "__proto__"];

const validate = (schema: object, value: unknown): string | undefined =>
  createValidators({ "#/s": schema as never }).request("#/s", false)(value);

describe("values that are compared", () => {
  it.each(INHERITED)("may have a member called %s, as data like any other", (name) => {
    const thing = (value: unknown): unknown => JSON.parse(`{ "${name}": ${JSON.stringify(value)} }`);
    expect(validate({ uniqueItems: true }, [thing({ a: 1 }), thing({ a: 1 })])).toMatch(/duplicate items/);
    expect(validate({ uniqueItems: true }, [thing(1), thing(2)])).toBe(undefined);
    expect(validate({ const: thing([1]) }, thing([1]))).toBe(undefined);
    expect(validate({ const: thing([1]) }, thing([2]))).toMatch(/equal to constant/);
    expect(validate({ enum: [thing("a"), 1] }, thing("a"))).toBe(undefined);
    expect(validate({ enum: [thing("a"), 1] }, {})).toMatch(/allowed values/);
  });
});

describe("a schema that Ajv would stop at", () => {
  it("is read without what no reader understands", () => {
    expect(validate({ patternProperties: { "(": {} }, additionalProperties: false }, { a: 1 })).toBe(
      undefined,
    );
    expect(validate({ properties: { "\uD800": { type: "string" } }, minProperties: 1 }, { a: 1 })).toBe(
      undefined,
    );
    expect(validate({ $dynamicRef: "#none", type: "string" }, "a")).toBe(undefined);
    expect(validate({ $recursiveRef: "#", type: "string" }, 1)).toMatch(/must be string/);
  });

  it("allows null where OpenAPI 3.0 says so beside a composition", () => {
    expect(validate({ nullable: true, allOf: [{ type: "string" }] }, null)).toBe(undefined);
    expect(validate({ nullable: true, allOf: [{ type: "string" }] }, 1)).toMatch(/must be string/);
  });
});
