// Golden folders: what each sample's document becomes is kept beside it and reviewed. `UPDATE_SAMPLES=1 vitest run` renews them.
import { readdir } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import type { PackageKey } from "../src/config.ts";
import { compareFolder } from "../src/disk/compare-folder.ts";
import { writeChanges } from "../src/disk/write-changes.ts";
import { compile } from "./compile.ts";
import { emitSample, sampleFolder } from "./emit-sample.ts";

const FOLDERS: Record<PackageKey, string> = {
  types: "types",
  client: "client",
  contractTests: "contract-tests",
};
const samples = await readdir(sampleFolder("."));

describe.each(samples)("sample %s", (name) => {
  it("becomes the files that are kept beside it", async () => {
    const { files } = await emitSample(name);
    const expected = (Object.keys(files) as PackageKey[]).flatMap((key) =>
      files[key].map(({ path, text }) => ({ path: `${FOLDERS[key]}/${path}`, text })),
    );
    const folder = `${sampleFolder(name)}expected`;
    if (process.env["UPDATE_SAMPLES"] === "1")
      await writeChanges((await compareFolder(folder, expected)).stale);
    const { stale } = await compareFolder(folder, expected);
    expect(stale.map(({ path, reason }) => `${reason} ${path}`)).toEqual([]);
  });

  it("compiles under the strictest flags, the proof of agreement included", async () => {
    const { files } = await emitSample(name);
    expect(compile(files)).toEqual([]);
  });

  it("comes out byte for byte the same a second time", async () => {
    expect((await emitSample(name)).files).toEqual((await emitSample(name)).files);
  });
});
