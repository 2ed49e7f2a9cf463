// Every payload at every position of a document, on its way into a changeset and onto a terminal.
import { parseChangesetFile } from "@changesets/parse";
import { afterAll, describe, expect, it } from "vitest";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { hostileDocument } from "../../../generator/test/hostile/document.ts";
import { PAYLOADS } from "../../../generator/test/hostile/payloads.ts";
import { ReleaseProject, removeTemplates } from "../release-project.ts";

afterAll(removeTemplates);

/** What would move a cursor, colour or rename a terminal, or turn the reading direction. */
const ORDERS = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const BUMPS = { "@notes/client": "major", "@notes/contract-tests": "major", "@notes/types": "major" };

describe.each(Object.entries(PAYLOADS))("with %s everywhere", (_name, payload) => {
  it("a changeset is one, moves what it says, and its words are words", async () => {
    const project = await makeProject(payload);
    const { code, stdout, stderr } = await project.run("changeset");
    expect(code, stderr).toBe(0);
    expect(stdout + stderr).not.toMatch(ORDERS);
    const files = (await readdir(join(project.folder, ".changeset"))).filter((file) => file.endsWith(".md"));
    expect(files).toHaveLength(1);
    const text = await project.read(`.changeset/${files[0]}`);
    const { releases, summary } = parseChangesetFile(text);
    expect(Object.fromEntries(releases.map(({ name, type }) => [name, type]))).toEqual(BUMPS);
    expect(text).not.toMatch(ORDERS);
    const plain = withoutCode(summary);
    // No heading, rule, markup, link or wish for another bump comes from the document.
    expect(plain).not.toMatch(/^\s*(?:#|---|===|Specloom-Override)/m);
    expect(plain).not.toMatch(/(?<!\\)[<[]/);
  });

  it("what a revision changes reaches a terminal and a pull request as text", async () => {
    const project = await makeProject(payload);
    for (const documents of [
      ["benign.yaml", "openapi.yaml"],
      ["openapi.yaml", "benign.yaml"],
    ]) {
      for (const format of ["text", "json", "markdown"]) {
        const argv = ["diff", ...documents, "--only", "wire", "--format", format];
        const { code, stdout, stderr } = await project.run(...argv);
        expect(code, stderr).toBe(1);
        expect(stdout + stderr).not.toMatch(ORDERS);
        // A line that a document begins could pass for one of the program.
        expect(stdout).not.toMatch(/^\s*(?:pwned|# pwned)/m);
        expect(format === "markdown" ? withoutCode(stdout) : "").not.toMatch(/(?<!\\)[<[](?!br>)/);
      }
    }
  });
});

async function makeProject(payload: string): Promise<ReleaseProject> {
  const project = await ReleaseProject.make();
  await project.copy("openapi.yaml", "benign.yaml");
  await project.write("openapi.yaml", JSON.stringify(hostileDocument(payload)));
  return project;
}

/** Markdown without its code, in which nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^ *(`{3,})[^]*?^ *\1$/gm, "").replaceAll(/`[^`\n]*`/g, "");
}
