import { describe, expect, it } from "vitest";

import { areSurelyDeclarations } from "../src/emit/openapi/are-surely-declarations.ts";
import { declarationFaults } from "../src/emit/openapi/declaration-faults.ts";
import { formatText } from "../src/format-text.ts";

describe("declarations by another printer", () => {
  it("pass if they are interfaces and types", () => {
    const text =
      'export interface paths { "/x": { get: operations["x"] } }\nexport type webhooks = Record<string, never>;\ninterface operations { x: 1 }';
    expect(declarationFaults(text)).toEqual([]);
  });

  it("are told without parsing where they are plain", async () => {
    const text = [
      "/** One line. */",
      "export interface paths {",
      '/** @description A "; b" */',
      '"/x": { content: { "*/*": a | { b: 1 } } } }',
      "export type webhooks = Record<string, never>;",
      "/**",
      " * Two lines.",
      " */",
      "type One = { a: 1 } & { b: 2 };",
      "export interface empty {}",
    ].join("\n");
    expect(areSurelyDeclarations((await formatText("x.ts", text)).text)).toBe(true);
  });

  it.each([
    ["a call", "export interface paths {} pwned();", "pwned();"],
    ["a variable", "export const x = pwned();", "export const x"],
    ["an enum", 'export enum X { A = "a" }', "export enum X"],
    ["an import", 'import "node:fs";', 'import "node:fs"'],
    ["a class", "export class X { static { pwned(); } }", "export class X"],
    ["a call behind a comment", "export interface paths {}\n/**\n * x\n */ pwned();", "pwned();"],
    ["a call behind a comment of one line", "export interface paths {}\n/** x */ pwned();", "pwned();"],
    ["a call behind an odd comment", 'export interface paths {}\n/*\n x "*/*" */ pwned();', "pwned();"],
    ["a call that is not to be formatted", "// oxfmt-ignore\nexport interface a {} pwned();", "pwned();"],
    ["a call behind a type", "export type a = 1; pwned();", "pwned();"],
    ["a call after a brace", "{ interface a { b: 1 } } pwned();", "pwned();"],
  ])("are refused with %s among them", async (_what, text, shown) => {
    expect(declarationFaults(text).join("\n")).toContain(shown);
    expect(areSurelyDeclarations((await formatText("x.ts", text)).text)).toBe(false);
  });
});
