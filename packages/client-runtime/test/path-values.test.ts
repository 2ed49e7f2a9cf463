import { describe, expect, test } from "vitest";
import { isPathError } from "../src/index.ts";
import { fillPath } from "../src/path-values.ts";
import { thrown } from "./record-fetch.ts";

describe("path values", () => {
  test.each([
    ["plain", "plain"],
    ["a/b", "a%2Fb"],
    ["a b?c#d", "a%20b%3Fc%23d"],
    ["50%", "50%25"],
    ["../x", "..%2Fx"],
    ["...", "..."],
    ["ümlaut 🗝", "%C3%BCmlaut%20%F0%9F%97%9D"],
    ["{other}", "%7Bother%7D"],
    ["$&", "%24%26"],
    [7, "7"],
    [0, "0"],
    [false, "false"],
    [["a", "b/c"], "a,b%2Fc"],
  ])("%j becomes one segment", (value, segment) => {
    const path = fillPath("/things/{thing_id}/parts", { thing_id: value });
    expect(path).toBe(`/things/${segment}/parts`);
    expect(new URL(path, "https://api.example").pathname.split("/")).toHaveLength(4);
  });

  test.each([
    [""],
    [undefined],
    [null],
    [[]],
    ["."],
    [".."],
    ["%2e"],
    ["%2E%2e"],
    [".%2e"],
    [[".."]],
    ["\ud800"],
    [{ a: 1 }],
  ])("%j is refused with its place", (value) => {
    const error = thrown(() => fillPath("/things/{thing_id}/parts", { thing_id: value }));
    expect(isPathError(error)).toBe(true);
    expect((error as Error).message).toContain("/things/{thing_id}/parts");
    expect((error as Error).message).toMatch(/the value at (\{thing_id\}|\/(\.|%252e){1,2}) is/i);
  });

  test("values of one segment do not add up to dots", () => {
    expect(() => fillPath("/x/{a}{b}/y", { a: ".", b: "." })).toThrow("the value at /..");
    expect(fillPath("/x/{a}.json", { a: "." })).toBe("/x/..json");
  });

  test("a value is never taken from the prototype", () => {
    expect(() => fillPath("/x/{constructor}", {})).toThrow("missing");
  });
});
