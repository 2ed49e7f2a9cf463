import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { makeProject, runCli } from "./run-cli.ts";

const SCHEMA = "type: object\nproperties:\n  name: { type: string, maxLength: 9 }\n";
const DOCUMENT = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "schemas/Note.yaml" } } } }
      responses: { "204": { description: Done. } }
`;
const FILES = { "spec/openapi.yaml": DOCUMENT, "spec/schemas/Note.yaml": SCHEMA };

/** A project under git, with one commit and then an edit of a file that the document only refers to. */
async function makeEdited(edited: string): Promise<string> {
  const project = await makeProject(FILES);
  const git = (...args: string[]): void => {
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"];
    execFileSync("git", [...who, ...args], { cwd: project, stdio: "ignore" });
  };
  git("init");
  git("add", "spec");
  git("commit", "-m", "Begin");
  await writeFile(join(project, "spec/schemas/Note.yaml"), edited);
  return project;
}

describe("specloom diff", () => {
  it("compares a git revision of a document of several files with the working tree", async () => {
    const project = await makeEdited(SCHEMA.replace("9", "5"));
    const { code, stdout, stderr } = await runCli(
      project,
      "diff",
      "main:spec/openapi.yaml",
      "spec/openapi.yaml",
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain(
      "wire breaking, types none: max-length  POST /notes, request\n          maxLength: 9 became 5;",
    );
    expect(stdout).toContain('witness   "aaaaaa"');
    expect(stdout).toContain("wire: breaking, types: none (policy standard)");
    expect(execFileSync("git", ["status", "--short"], { cwd: project, encoding: "utf8" })).not.toContain(
      "A ",
    );
  });

  it("says what no longer compiles, and for whom", async () => {
    const project = await makeEdited(
      "type: object\nrequired: [name]\nproperties:\n  name: { type: string, maxLength: 9 }\n",
    );
    const { code, stdout } = await runCli(project, "diff", "main:spec/openapi.yaml", "spec/openapi.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain("wire: breaking, types: breaking (policy standard)");
    expect(stdout).toContain(
      "standard: reader none, builder breaking, importer none, positional caller breaking, round trip none",
    );
    expect(stdout).toContain(
      "Property 'name' is missing in type '{}' but required in type 'NoteCreateParams'",
    );
    expect(stdout).toContain("| export const made: NoteCreateParams = {  };");
  });

  it("ends well where nothing breaks, and says as JSON what it found", async () => {
    const project = await makeEdited(SCHEMA.replace("9", "10"));
    const args = ["HEAD:./spec/openapi.yaml", "spec/openapi.yaml", "--only", "wire", "--format", "json"];
    const { code, stdout } = await runCli(project, "diff", ...args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      wire: "additive",
      differs: true,
      changes: [{ kind: "max-length", direction: "request", operations: ["POST /notes"], wire: "additive" }],
    });
  });

  it("writes a table for a pull request", async () => {
    const project = await makeEdited(
      "type: object\nproperties:\n  name: { type: string, maxLength: 9, description: New. }\n",
    );
    const args = ["HEAD:spec/openapi.yaml", "spec/openapi.yaml", "--format", "markdown"];
    const { code, stdout } = await runCli(project, "diff", ...args);
    expect([code, stdout]).toEqual([
      0,
      "### wire: none, types: none (only what is said about the API differs)\n",
    ]);
  });

  it.each([
    { args: [], says: "Two documents are needed" },
    { args: ["a", "b", "c"], says: "one argument too many: c" },
    {
      args: ["nothing.yaml", "spec/openapi.yaml"],
      says: "There is no document at nothing.yaml. Give a file, or a git revision",
    },
    { args: ["other:spec/openapi.yaml", "spec/openapi.yaml"], says: "other is no revision of git here" },
    { args: ["HEAD:openapi.yaml", "spec/openapi.yaml"], says: "There is no openapi.yaml in HEAD" },
    {
      args: ["spec/openapi.yaml", "spec/schemas/Note.yaml"],
      says: "spec/schemas/Note.yaml cannot be compared: mend it first.",
    },
    {
      args: ["spec/openapi.yaml", "spec/openapi.yaml", "--only", "types"],
      says: "--only takes wire, not types",
    },
    {
      args: ["spec/openapi.yaml", "spec/openapi.yaml", "--policy", "loose"],
      says: "--policy takes standard, strict, not loose",
    },
    {
      args: ["spec/openapi.yaml", "spec/openapi.yaml", "--format", "xml"],
      says: "--format takes text, json, markdown, not xml",
    },
  ])("cannot run with $args", async ({ args, says }) => {
    const project = await makeEdited(SCHEMA);
    const { code, stdout, stderr } = await runCli(project, "diff", ...args);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(says)]);
  });
});
