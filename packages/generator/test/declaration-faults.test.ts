import { describe, expect, it } from "vitest";

import { declarationFaults } from "../src/emit/openapi/declaration-faults.ts";

describe("declarations by another printer", () => {
  it("pass if they are interfaces and types", async () => {
    const text =
      'export interface paths { "/x": { get: operations["x"] } }\nexport type webhooks = Record<string, never>;\ninterface operations { x: 1 }';
    expect(await declarationFaults(text)).toEqual([]);
  });

  it.each([
    ["a call", "export interface paths {} pwned();", "pwned();"],
    ["a variable", "export const x = pwned();", "export const x"],
    ["an enum", 'export enum X { A = "a" }', "export enum X"],
    ["an import", 'import "node:fs";', 'import "node:fs"'],
    ["a class", "export class X { static { pwned(); } }", "export class X"],
  ])("are refused with %s among them", async (_what, text, shown) => {
    expect((await declarationFaults(text)).join("\n")).toContain(shown);
  });

  it("are refused if they do not parse", async () => {
    expect(await declarationFaults("export interface paths {")).toEqual(["'}' expected."]);
  });
});
