import { describe, expect, it } from "vitest";

import { addItems, addMembers, assertHolds, parseText } from "../../src/init/edit-text.ts";

describe("an addition to package.json", () => {
  it("keeps tabs, order and inline lists, and sorts into what is sorted", () => {
    const text = `{
\t"name": "shop",
\t"workspaces": ["apps/*"],
\t"devDependencies": {
\t\t"a": "1",
\t\t"z": "2"
\t}
}
`;
    const listed = addItems(text, ["workspaces"], ["packages/types", "packages/client"]);
    expect(addMembers(listed, ["devDependencies"], { m: "3" })).toBe(`{
\t"name": "shop",
\t"workspaces": ["apps/*", "packages/types", "packages/client"],
\t"devDependencies": {
\t\t"a": "1",
\t\t"m": "3",
\t\t"z": "2"
\t}
}
`);
  });

  it("makes what is not there, with the line ends of the file", () => {
    const text = '{\r\n    "name": "shop"\r\n}\r\n';
    expect(addMembers(addItems(text, ["workspaces"], ["a"]), ["scripts"], { build: "tsc" })).toBe(
      '{\r\n    "name": "shop",\r\n    "workspaces": [\r\n        "a"\r\n    ],\r\n    "scripts": {\r\n        "build": "tsc"\r\n    }\r\n}\r\n',
    );
    expect(addMembers("{}", [], { a: 1 })).toBe('{\n  "a": 1\n}');
  });

  it("leaves alone what is there", () => {
    const text = '{ "scripts": { "build": "mine" } }';
    expect(addMembers(text, ["scripts"], { build: "ours" })).toBe(text);
  });
});

describe("an addition to pnpm-workspace.yaml", () => {
  it.each([
    [
      "a list with comments",
      'packages:\n  # what people use\n  - "apps/*" # mine\n\n  - libs/*\n# catalogs\ncatalog:\n  a: 1\n',
      'packages:\n  # what people use\n  - "apps/*" # mine\n\n  - libs/*\n  - "types"\n# catalogs\ncatalog:\n  a: 1\n',
    ],
    ["a list without indentation or end", "packages:\n- a", 'packages:\n- a\n- "types"'],
    ["an inline list", "packages: [a, b] # two\n", 'packages: [a, b, "types"] # two\n'],
    ["no list", "nodeVersion: 26.10.0\n", 'nodeVersion: 26.10.0\npackages:\n  - "types"\n'],
    [
      "an empty member",
      "packages:\nnodeVersion: 26.10.0\n",
      'packages:\n  - "types"\nnodeVersion: 26.10.0\n',
    ],
    ["nothing", "", 'packages:\n  - "types"\n'],
    ["lines of Windows", "packages:\r\n  - a\r\n", 'packages:\r\n  - a\r\n  - "types"\r\n'],
  ])("keeps every byte of %s", (_what, text, expected) => {
    expect(addItems(text, ["packages"], ["types"])).toBe(expected);
  });

  it("is refused where it would say something else", () => {
    expect(() => assertHolds("packages: &a [x]\nother: *a\n", { packages: ["x"] }, "file.yaml")).toThrow(
      /^file\.yaml is written in a form/,
    );
  });

  it("names the file that does not parse", () => {
    expect(() => parseText("packages: [", "pnpm-workspace.yaml")).toThrow(
      /^pnpm-workspace\.yaml does not parse: .*Mend it/,
    );
  });
});
