import { describe, expect, it } from "vitest";

import { declarationFaults } from "../src/emit/openapi/declaration-faults.ts";

describe("declarations by another printer", () => {
  it("pass if they are interfaces and types", () => {
    const text =
      'export interface paths { "/x": { get: operations["x"] } }\nexport type webhooks = Record<string, never>;\ninterface operations { x: 1 }';
    expect(declarationFaults(text)).toEqual([]);
  });

  it.each([
    ["a call", "export interface paths {} pwned();", "pwned();"],
    ["a variable", "export const x = pwned();", "export const x"],
    ["an enum", 'export enum X { A = "a" }', "export enum X"],
    ["an import", 'import "node:fs";', 'import "node:fs"'],
    ["a class", "export class X { static { pwned(); } }", "export class X"],
  ])("are refused with %s among them", (_what, text, shown) => {
    expect(declarationFaults(text).join("\n")).toContain(shown);
  });
});
