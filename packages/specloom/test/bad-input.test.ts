// Whatever is wrong with what a command is given: one clear sentence with the file and what to do, and everything as it was.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { describeError } from "../src/describe-error.ts";
import { configText, DOCUMENT, makeProject, runCli } from "./run-cli.ts";

const PAGE = "<!DOCTYPE html>\n<html><body>Not found</body></html>\n";
const HALF = '{ "openapi": "3.1.0", "info": { "title": "Notes", "ver';

/** What was given instead of a document, what the sentence names, and what it says to do. */
const INPUTS: readonly (readonly [string, string, RegExp])[] = [
  ["no document", "just some words\n", /openapi\.yaml[^]*no(t an)? OpenAPI[^]*Give the root file/],
  ["an empty file", "\n", /openapi\.yaml[^]*empty[^]*Give the path/],
  ["a page of HTML", PAGE, /openapi\.yaml[^]*HTML page[^]*Download the document itself/],
  ["half a download", HALF, /openapi\.yaml:1[^]*neither YAML nor JSON[^]*get the whole of it again/],
  ["no YAML", "openapi: [3.1.0\npaths: }", /openapi\.yaml:\d[^]*neither YAML nor JSON[^]*Correct the syntax/],
];
// Both read the document by the same function, so `init` need not see every input.
const CASES = [
  ...INPUTS.map((input) => ["generate", input] as const),
  [
    "init openapi.yaml",
    ["a page of HTML", PAGE, /openapi\.yaml[^]*HTML page[^]*Download the document itself/],
  ],
] as const;

describe("a command", () => {
  it.each(CASES)("%s given %j says so, and writes nothing", async (command, [, text, sentence]) => {
    const settings: Record<string, string> =
      command === "generate" ? { "specloom.config.ts": configText() } : {};
    const project = await makeProject({ "openapi.yaml": text, ...settings });
    const before = await readdir(project);
    const { code, stdout, stderr } = await runCli(project, ...command.split(" "));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain("nothing was written");
    expect(await readdir(project)).toEqual(before);
  });

  it("given a folder, and a file that is not there, says so", async () => {
    const project = await makeProject({ "specloom.config.ts": configText() });
    expect((await runCli(project, "generate")).stderr).toContain("There is no file openapi.yaml");
    await mkdir(join(project, "openapi.yaml"));
    expect((await runCli(project, "generate")).stderr).toContain("openapi.yaml is a folder");
  });
});

describe("a file where a folder must be", () => {
  it("is named, with what to do, and everything stays", async () => {
    const project = await makeProject({
      "openapi.yaml": DOCUMENT,
      "specloom.config.ts": configText(),
      "contract-tests/src": "a file",
    });
    const { code, stdout, stderr } = await runCli(project, "generate");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /contract-tests\/src\/.* cannot be used: a file stands where a folder is needed\. Move it away/,
    );
    expect(await readdir(project)).not.toContain("types");
    expect(await readFile(join(project, "contract-tests/src"), "utf8")).toBe("a file");
  });
});

describe("a fault of the disk", () => {
  it.each([
    [
      "ENOSPC",
      /^\/a\/b\.ts cannot be used: the disk is full\. Free some space and run the command again \(ENOSPC\)\.$/,
    ],
    ["EROFS", /may only be read/],
    ["EACCES", /Change the permissions/],
  ])("%s is a sentence with the file and the cure", (code, sentence) => {
    expect(
      describeError(Object.assign(new Error(`${code}: words of the system`), { code, path: "/a/b.ts" })),
    ).toMatch(sentence);
  });

  it("of another kind says what the system says", () => {
    expect(describeError(new Error("something else"))).toBe("something else");
  });
});

describe("a configuration in another form", () => {
  it("is found as specloom.config.mts", async () => {
    const project = await makeProject({ "openapi.yaml": DOCUMENT });
    await writeFile(join(project, "specloom.config.mts"), configText());
    await writeFile(join(project, "package.json"), '{ "type": "commonjs" }');
    expect(await runCli(project, "generate")).toMatchObject({ code: 0, stderr: "" });
  });
});
