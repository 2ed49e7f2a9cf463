import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { ReleaseProject, removeTemplates } from "../release-project.ts";

const MANIFEST = "released/release.json";
const SHARED = "released/packages/@notes/types/generated/resources/notes.d.ts";

afterAll(removeTemplates);

describe("specloom baseline", () => {
  it("writes down document, versions and what consumers compile against, without comments", async () => {
    const project = await ReleaseProject.make("1.2.3");
    expect(JSON.parse(await project.read(MANIFEST))).toMatchObject({
      format: 1,
      versions: { "@notes/types": "1.2.3", "@notes/client": "1.2.3", "@notes/contract-tests": "1.2.3" },
    });
    expect(JSON.parse(await project.read("released/openapi.json"))).toMatchObject({
      info: { title: "Notes" },
    });
    expect(await project.read(SHARED)).toContain("export interface Note {\n    id: string;\n");
    expect(await project.read(SHARED)).not.toContain("/*");
    // The client exports the types of its runtime as its own.
    const packages = await readdir(join(project.folder, "released/packages"), { recursive: true });
    expect(packages.map((path) => path.replaceAll("\\", "/"))).toEqual(
      expect.arrayContaining([
        "@notes/client/generated/resources/notes.d.ts",
        "@specloom/client-runtime/client-options.d.ts",
      ]),
    );
    // What nobody can import is no part of it.
    expect(packages.map((path) => path.replaceAll("\\", "/"))).not.toContain(
      "@notes/types/generated/agreement.d.ts",
    );
  });

  it("changes nothing the second time, and deletes what is no longer published", async () => {
    const project = await ReleaseProject.make();
    const first = await project.read(MANIFEST);
    expect(await project.runWell("baseline")).toContain("released: 0 files written");
    expect(await project.read(MANIFEST)).toBe(first);

    await project.edit("types/package.json", '"1.0.0"', '"2.0.0"');
    await project.edit("types/package.json", '"./openapi": {', '"./untyped": {');
    await project.edit("types/package.json", '"types": "./dist/openapi.d.ts",', "");
    await project.runWell("baseline");
    const types = await readdir(join(project.folder, "released/packages/@notes/types"));
    expect(types.toSorted()).toEqual(["generated", "index.d.ts", "package.json"]);
  });

  it("refuses to call two different things by one version", async () => {
    const project = await ReleaseProject.make();
    const before = await project.read(MANIFEST);
    await project.edit("openapi.yaml", "maxLength: 100", "maxLength: 90");
    await project.runWell("generate");
    const { code, stderr } = await project.run("baseline");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "specloom baseline: nothing was written: what the packages hold differs from the release 1.0.0 of @notes/types, " +
        "and their version is the same. Move the version first: changeset version\n",
    });
    expect(await project.read(MANIFEST)).toBe(before);
  });

  it("refuses packages that were not generated from the document as it is", async () => {
    const project = await ReleaseProject.make("1.0.0", { isReleased: false });
    await project.edit("openapi.yaml", "id: { type: string }", "id: { type: integer }");
    const { code, stderr } = await project.run("baseline");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /nothing was written: \d+ generated files are out of date. Run: npx specloom generate\n$/,
    );
    expect(await readdir(project.folder)).not.toContain("released");
  });

  it.each([
    {
      fault: "a file that was altered",
      damage: (project: ReleaseProject) => project.edit(SHARED, "id: string", "id: number"),
      says: "packages/@notes/types/generated/resources/notes.d.ts was altered",
    },
    {
      fault: "a missing file",
      damage: (project: ReleaseProject) => project.remove("released/openapi.json"),
      says: "openapi.json is missing",
    },
    {
      fault: "a missing manifest",
      damage: (project: ReleaseProject) => project.remove(MANIFEST),
      says: "there is no release.json in it",
    },
    {
      fault: "a foreign file",
      damage: (project: ReleaseProject) => project.write("released/notes.txt", "mine"),
      says: "notes.txt does not belong there",
    },
    {
      fault: "a merge that was not finished",
      damage: (project: ReleaseProject) => project.edit(MANIFEST, "{", "<<<<<<< HEAD\n{"),
      says: "release.json does not say what a release is",
    },
    {
      fault: "a later form",
      damage: (project: ReleaseProject) => project.edit(MANIFEST, '"format": 1', '"format": 2'),
      says: "it has the form 2, which only a newer specloom knows",
    },
  ])("leaves a damaged folder alone: $fault", async ({ damage, says }) => {
    const project = await ReleaseProject.make();
    await damage(project);
    await project.copy("released", "before");
    const { code, stdout, stderr } = await project.run("baseline");
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr:
        `specloom baseline: released cannot be used: ${says}. Restore the folder from version control, or remove it and run ` +
        "specloom baseline on the state that was released.\n",
    });
    const list = (folder: string): Promise<string[]> =>
      readdir(join(project.folder, folder), { recursive: true });
    expect((await list("released")).toSorted()).toEqual((await list("before")).toSorted());
  });

  it("reads its files whatever git made of their line ends", async () => {
    const project = await ReleaseProject.make();
    const text = await project.read(SHARED);
    await project.write(SHARED, text.replaceAll("\n", "\r\n"));
    expect(await project.run("baseline")).toMatchObject({ code: 0, stderr: "" });
  });

  it("names what a package lacks that is to be published", async () => {
    const project = await ReleaseProject.make("1.0.0", { isReleased: false });
    await project.edit("client/package.json", '"version": "1.0.0",', "");
    const { code, stderr } = await project.run("baseline");
    expect(code).toBe(2);
    expect(stderr.replaceAll("\\", "/")).toContain(
      "client/package.json says too little: a published package has a name, a version and exports with types.",
    );
  });
});
