import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { ReleaseProject, removeTemplates } from "../release-project.ts";

afterAll(removeTemplates);

type Edit = readonly [path: string, from: string, to: string];
const LIMIT: Edit = ["openapi.yaml", "maxLength: 100", "maxLength: 90"];
const HIGHER_LIMIT: Edit = ["openapi.yaml", "maxLength: 100", "maxLength: 110"];
const WORDS: Edit = ["openapi.yaml", "description: All.", "description: Each."];

async function listChangesets(project: ReleaseProject): Promise<string[]> {
  const files = await readdir(join(project.folder, ".changeset"));
  return files.filter((file) => file.endsWith(".md"));
}

/** Name and text of the only changeset. */
async function readOnly(project: ReleaseProject): Promise<{ path: string; text: string }> {
  const [file = "", ...more] = await listChangesets(project);
  expect(more).toEqual([]);
  const path = `.changeset/${file}`;
  return { path, text: await project.read(path) };
}

describe("specloom changeset", () => {
  it("writes what breaks, for whom, shown by what, and how to adapt", async () => {
    const project = await ReleaseProject.make("1.2.0");
    await project.edit(...LIMIT);
    const { code, stdout, stderr } = await project.run("changeset");
    const { path, text } = await readOnly(project);
    expect(path).toMatch(/^\.changeset\/specloom-[\da-f]{12}\.md$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.replaceAll("\\", "/")).toBe(
      `Breaking: 1 change of POST /notes.\n  major  @notes/types 1.2.0\n  major  @notes/client 1.2.0\n` +
        `  major  @notes/contract-tests 1.2.0\nwrote ${path}\n`,
    );
    expect(text).toBe(`---
"@notes/types": major
"@notes/client": major
"@notes/contract-tests": major
---

Breaking: 1 change of \`POST /notes\`.

**What breaks**

- \`POST /notes\`, request: maxLength: 100 became 90; what callers were told they may send may be refused.
  - Where: \`#/components/schemas/NoteCreate/properties/text\`
  - Shown by: the value \`"${"a".repeat(91)}"\`
  - To adapt: send nothing such as what is shown: it is refused from now on.
`);
  });

  it.each([
    { version: "1.0.0", edit: LIMIT, bump: "major" },
    { version: "1.0.0", edit: HIGHER_LIMIT, bump: "minor" },
    { version: "1.0.0", edit: WORDS, bump: "patch" },
    { version: "0.3.0", edit: LIMIT, bump: "minor" },
    { version: "0.3.0", edit: HIGHER_LIMIT, bump: "patch" },
  ])("asks for $bump of $version where $edit.1 becomes $edit.2", async ({ version, edit, bump }) => {
    const project = await ReleaseProject.make(version);
    await project.edit(...edit);
    await project.runWell("changeset");
    expect((await readOnly(project)).text).toContain(
      `---\n"@notes/types": ${bump}\n"@notes/client": ${bump}\n"@notes/contract-tests": ${bump}\n---\n`,
    );
  });

  it("changes nothing the second time, keeps what a person wrote, and goes with the edit", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    await project.runWell("changeset");
    const { path, text } = await readOnly(project);
    await project.write(path, text.replace("**What breaks**", "We are sorry."));
    expect(await project.runWell("changeset")).toContain("kept ");
    expect((await readOnly(project)).text).toContain("We are sorry.");

    await project.edit(LIMIT[0], LIMIT[2], LIMIT[1]);
    expect(await project.runWell("changeset")).toMatch(
      /^Nothing differs from the last release\.\nremoved .*specloom-[\da-f]{12}\.md\n$/,
    );
    expect(await listChangesets(project)).toEqual([]);
  });

  it("makes one of two edits that were merged, and leaves what others wrote", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...HIGHER_LIMIT);
    await project.runWell("changeset");
    const { path, text } = await readOnly(project);
    await project.write(".changeset/brave-cats-run.md", '---\n"@notes/client": patch\n---\n\nBy hand.\n');
    await project.edit(...WORDS);
    await project.runWell("changeset");
    const files = await listChangesets(project);
    expect(files).toHaveLength(2);
    expect(files).toContain("brave-cats-run.md");
    expect(files).not.toContain(path.replace(".changeset/", ""));
    expect(text).toContain("maxLength: 100 became 110");
  });

  it("leaves the version of the document out", async () => {
    const project = await ReleaseProject.make();
    await project.edit("openapi.yaml", "version: 1.0.0", "version: 2.0.0");
    expect(await project.runWell("changeset")).toBe("Nothing differs from the last release.\n");
  });

  it("takes a value more in an answer for additive where the type is open, and says that whoever validates refuses it", async () => {
    const project = await ReleaseProject.make();
    await project.edit("openapi.yaml", "enum: [draft, sent]", "enum: [draft, sent, read]");
    await project.runWell("changeset");
    const { text } = await readOnly(project);
    expect(text).toContain('"@notes/types": minor\n"@notes/client": minor\n"@notes/contract-tests": minor\n');
    expect(text).toContain(
      "breaking on the wire for whoever validates answers; the generated type is open there",
    );
  });

  it("asks for major where only code breaks, and shows the code", async () => {
    const project = await ReleaseProject.make();
    await project.edit("openapi.yaml", "        text: { type: string }\n", "");
    await project.edit("openapi.yaml", "required: [id, text, state]", "required: [id, state]");
    await project.runWell("changeset");
    const { text } = await readOnly(project);
    expect(text).toContain('"@notes/client": major');
    expect(text).toMatch(/No longer compiles \(reader\): TS2339: Property 'text' does not exist/);
    expect(text).toMatch(/^ {4}```ts\n[^]*\.text;?\n[^]*^ {4}```$/m);
  });

  it("sees what consumers import go with an unchanged document", async () => {
    const project = await ReleaseProject.make();
    await project.edit("client/package.json", '"./resources/*"', '"./parts/*"');
    await project.runWell("changeset");
    const { text } = await readOnly(project);
    expect(text).toContain('---\n"@notes/client": major\n---\n\nBreaking in the types: ');
    expect(text).toContain("Cannot find module '@notes/client/resources/notes'");
  });

  it("counts what it cannot decide as breaking, until a person decides it", async () => {
    const project = await ReleaseProject.make();
    await project.edit("openapi.yaml", "maxLength: 100", "maxLength: 100, format: x-short");
    await project.runWell("changeset");
    const { text } = await readOnly(project);
    expect(text).toContain('"@notes/types": major');
    const [, decision = ""] = /`(\{ at: .* \})`/.exec(text) ?? [];
    expect(decision).toMatch(
      /^\{ at: "#\/components\/schemas\/NoteCreate\/properties\/text", change: "[\da-f]{12}", /,
    );

    const decided = await ReleaseProject.make();
    await decided.edit("openapi.yaml", "maxLength: 100", "maxLength: 100, format: x-short");
    await decided.edit(
      "specloom.config.ts",
      'names: "names.lock.json",',
      `names: "names.lock.json", decisions: [${decision.replace("…", "every text is short")}],`,
    );
    await decided.runWell("changeset");
    expect((await readOnly(decided)).text).toMatch(
      /"@notes\/types": patch\n[^]*\(decided: every text is short\)/,
    );
  });

  it("says that nothing was released yet", async () => {
    const project = await ReleaseProject.make("1.0.0", { isReleased: false });
    expect(await project.runWell("changeset")).toContain("Nothing was released yet");
    expect(await listChangesets(project)).toEqual([]);
  });

  it("fails where changesets would not release what the verdict asks for", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    await project.write(".changeset/config.json", '{ "ignore": ["@notes/*"] }');
    const { code, stderr } = await project.run("changeset");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "@notes/types: the verdict asks for major, and changesets would release nothing (see ignore",
    );
  });

  it.each([
    {
      fault: "a document that is none",
      damage: (project: ReleaseProject) => project.write("openapi.yaml", "openapi: [\n"),
      says: "openapi.yaml cannot be compared: mend it first.",
    },
    {
      fault: "a damaged baseline",
      damage: (project: ReleaseProject) => project.remove("released/openapi.json"),
      says: "released cannot be used: openapi.json is missing.",
    },
    {
      fault: "no changesets",
      damage: (project: ReleaseProject) => project.remove(".changeset/config.json"),
      says: "Set changesets up with: changeset init",
    },
    {
      fault: "a changeset that is none",
      damage: (project: ReleaseProject) => project.write(".changeset/specloom-0.md", "---\n"),
      says: "is no changeset: ",
    },
  ])("cannot run with $fault, and writes nothing", async ({ damage, says }) => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    await damage(project);
    const before = await listChangesets(project);
    const generated = await project.read("types/src/generated/resources/notes.ts");
    const { code, stdout, stderr } = await project.run("changeset");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(await listChangesets(project)).toEqual(before);
    expect(await project.read("types/src/generated/resources/notes.ts")).toBe(generated);
  });
});

describe("specloom changeset --check", () => {
  it("passes where nothing was released or nothing differs", async () => {
    const unreleased = await ReleaseProject.make("1.0.0", { isReleased: false });
    expect(await unreleased.runWell("changeset", "--check")).toContain("Nothing was released yet");
    const project = await ReleaseProject.make();
    expect(await project.runWell("changeset", "--check")).toBe("Nothing differs from the last release.\n");
  });

  it("fails until a changeset covers the verdict", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    await project.runWell("generate");
    const { code, stderr } = await project.run("changeset", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain("@notes/types major instead of nothing");
    expect(stderr).toContain("No changeset says so. Run: specloom changeset");
    expect(await listChangesets(project)).toEqual([]);

    await project.runWell("changeset");
    await project.runWell("changeset", "--check");
  });

  it("takes a lower bump only with a reason, which the next run keeps", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    await project.runWell("changeset");
    const { path, text } = await readOnly(project);
    await project.write(path, text.replaceAll(": major", ": minor"));
    const { code, stderr } = await project.run("changeset", "--check");
    expect(code).toBe(1);
    expect(stderr).toContain(
      'gives no reason. Run specloom changeset to raise it, or add the line "Specloom-Override: minor, because …"',
    );
    const reason = "Specloom-Override: minor, because nobody ever sent more than 80.";
    await project.write(path, `${text.replaceAll(": major", ": minor")}\n${reason}\n`);
    expect(await project.runWell("changeset", "--check")).toContain("because nobody ever sent more than 80.");
    expect(await project.runWell("changeset")).toContain("kept ");

    // Of another edit the reason says nothing.
    await project.edit("openapi.yaml", "maxLength: 90", "maxLength: 5");
    await project.runWell("generate");
    expect(await project.run("changeset", "--check")).toMatchObject({ code: 1 });
  });

  it("fails for a changeset whose edit was taken back, and for files that are out of date", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    expect((await project.run("changeset", "--check")).stderr).toContain("Generated files are out of date");
    await project.runWell("changeset");
    await project.edit(LIMIT[0], LIMIT[2], LIMIT[1]);
    await project.runWell("generate");
    const { code, stderr } = await project.run("changeset", "--check");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /specloom-[\da-f]{12}\.md is about a change that is gone\. Run: specloom changeset\n$/,
    );
  });

  it("prints a report for a pull request", async () => {
    const project = await ReleaseProject.make();
    await project.edit(...LIMIT);
    await project.runWell("changeset");
    const stdout = await project.runWell("changeset", "--check", "--format", "markdown");
    expect(stdout).toContain(
      "### Since the last release\n\nwire: **breaking** · types: **none** (policy standard)\n",
    );
    expect(stdout).toContain("| @notes/client | 1.0.0 | major |");
    expect(stdout).toContain("- `POST /notes`, request: maxLength: 100 became 90");
  });
});
