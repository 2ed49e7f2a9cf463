// Every snippet of TypeScript in the client's README compiles as it stands, each by itself.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typeCheck } from "./type-check.ts";
import { ROOT } from "./workspace.ts";

const readme = await readFile(join(ROOT, "packages/client/README.md"), "utf8");
const snippets = Array.from(readme.matchAll(/^```ts\n(.*?)^```$/gms), ([, code = ""]) => code);

test("the README of the client shows what it must", () => {
  const headings = Array.from(readme.matchAll(/^## (.*)$/gm), ([, heading]) => heading);
  expect(headings).toEqual([
    "Install",
    "First call",
    "Errors",
    "Retries and time",
    "Lists",
    "Logging",
    "Hooks",
    "Validation",
    "Testing",
  ]);
  expect(snippets.length).toBeGreaterThanOrEqual(headings.length);
});

test("every snippet of it compiles", () => {
  const files = Object.fromEntries(
    snippets.map((code, index) => [`snippet-${index + 1}.ts`, `${code}export {};\n`]),
  );
  expect(typeCheck(files)).toEqual([]);
});

test("a snippet that is wrong would be found", () => {
  const wrong =
    'import { createClient } from "@specloom/keycard-client";\ncreateClient({ timeout: "soon" });\n';
  expect(typeCheck({ "wrong.ts": wrong })).toEqual([
    "wrong.ts: Type 'string' is not assignable to type 'number'.",
  ]);
});
