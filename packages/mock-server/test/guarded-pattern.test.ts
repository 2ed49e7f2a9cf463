import { describe, expect, it } from "vitest";
import { guardedPattern } from "../src/schema/guarded-pattern.ts";
import { createValidators } from "../src/schema/validators.ts";

describe("a pattern of the document", () => {
  it.each([
    ["^(a+)+$", "a".repeat(60)],
    ["^((a|b)*)*$", "ab".repeat(40)],
    ["^(?:\\w+\\s?)*$", "word ".repeat(60)],
    ["x*x*x*x*$", "x".repeat(50_000)],
  ])("%s judges in time, whatever the text", (pattern, text) => {
    expect(guardedPattern(pattern, "u").test(`${text}!`)).toBe(false);
  });

  it("judges as it would without a guard", () => {
    const domain = guardedPattern("^([a-z]+\\.)+[a-z]+$", "u");
    expect(domain.test("api.example.com")).toBe(true);
    expect(domain.test("api..example.com")).toBe(false);
    expect(guardedPattern("^[a-z(+)*]+$", "u").test("y".repeat(5000))).toBe(true);
    expect(() => guardedPattern("(", "u")).toThrow(SyntaxError);
  });

  it("is told apart from the others that stand beside it", () => {
    const properties = { first: { pattern: "^a" }, second: { pattern: "^b" } };
    const validate = createValidators({ "#/pair": { properties } }).request("#/pair", false);
    expect(validate({ first: "a", second: "b" })).toBe(undefined);
    expect(validate({ first: "a", second: "a" })).toBe('/second must match pattern "^b"');
  });
});
