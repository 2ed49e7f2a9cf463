import { expect, it } from "vitest";

import { findText } from "../../src/diff/regex/find-text.ts";

it("gives up on patterns whose search would have no end, and says so", () => {
  const long = "x".repeat(256);
  expect(findText({ patterns: [long, "y+z"] }).kind).toBe("undecided");
  expect(findText({ patterns: ["x".repeat(4_096)] })).toEqual({ kind: "undecided" });
  expect(findText({ patterns: ["^(x{1,1000}){1,1000}$"], fails: ["^x*y?$"] }).kind).toBe("undecided");
  expect(findText({ patterns: ["^ab?$"], fails: ["^a$"] })).toEqual({ kind: "found", text: "ab" });
});
