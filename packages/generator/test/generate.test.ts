import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { writeChanges, type Disk } from "../src/disk/write-changes.ts";
import { generate } from "../src/generate.ts";
import { config, makeWorkspace, notesDocument, readTree } from "./workspace.ts";

describe("generate", () => {
  it("fills three packages and the lock of names, and a second run touches nothing", async () => {
    const directory = await makeWorkspace(notesDocument());
    const first = await generate(config, { directory });
    expect(first.counts).toEqual({ operations: 1, schemas: 0 });
    expect(first.written.map((path) => relative(directory, path).replaceAll("\\", "/"))).toEqual(
      expect.arrayContaining([
        "names.lock.json",
        "types/src/generated/openapi.ts",
        "types/src/generated/resources/notes.ts",
        "client/src/generated/resources/notes.ts",
        "contract-tests/src/generated/suites/notes.suite.ts",
      ]),
    );
    const before = await readTree(directory);
    const changed = (await stat(join(directory, "types/src/generated/index.ts"))).mtimeMs;

    const second = await generate(config, { directory });
    expect(second).toMatchObject({ written: [], deleted: [], stale: [] });
    expect(second.unchanged).toHaveLength(first.written.length);
    expect(await readTree(directory)).toEqual(before);
    expect((await stat(join(directory, "types/src/generated/index.ts"))).mtimeMs).toBe(changed);
  });

  it("writes only what an edit of the document changes, and deletes what it no longer makes", async () => {
    const directory = await makeWorkspace(notesDocument({ tags: true }));
    await generate(config, { directory });
    await writeFile(join(directory, "openapi.yaml"), notesDocument());
    const { deleted, written, unchanged } = await generate(config, { directory });
    expect(deleted.map((path) => relative(directory, path).replaceAll("\\", "/")).toSorted()).toEqual([
      "client/src/generated/resources/tags.ts",
      "contract-tests/src/generated/suites/tags.suite.ts",
      "types/src/generated/resources/tags.ts",
    ]);
    expect(unchanged).toContain(join(directory, "types/src/generated/resources/notes.ts"));
    expect(written).toContain(join(directory, "client/src/generated/client.ts"));
    expect(Object.keys(await readTree(directory)).filter((path) => path.includes("tags"))).toEqual([]);
  });

  it("extends the lock and keeps what is in it", async () => {
    const directory = await makeWorkspace(notesDocument({ tags: true }));
    await generate(config, { directory });
    const { "names.lock.json": before } = await readTree(directory);
    await writeFile(join(directory, "openapi.yaml"), notesDocument());
    await generate(config, { directory });
    expect((await readTree(directory))["names.lock.json"]).toBe(before);
  });

  it("leaves no temporary file behind, and other files of the packages alone", async () => {
    const directory = await makeWorkspace(notesDocument());
    await mkdir(join(directory, "types/src"), { recursive: true });
    await writeFile(join(directory, "types/src/index.ts"), "by hand");
    await generate(config, { directory });
    const tree = await readTree(directory);
    expect(tree["types/src/index.ts"]).toBe("by hand");
    expect(Object.keys(tree).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  });
});

describe("generate --check", () => {
  it("names what is changed, missing and orphaned, and writes nothing", async () => {
    const directory = await makeWorkspace(notesDocument());
    await generate(config, { directory });
    const generated = (path: string): string => join(directory, "types/src/generated", path);
    await appendFile(generated("shared.ts"), "\n");
    await rm(generated("index.ts"));
    await mkdir(generated("old"));
    await writeFile(generated("old/left-over.ts"), "");
    const before = await readTree(directory);

    const { stale, written, deleted } = await generate(config, { directory, check: true });
    expect(stale.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: generated("index.ts"), reason: "missing" },
      { path: generated("old/left-over.ts"), reason: "orphaned" },
      { path: generated("shared.ts"), reason: "changed" },
    ]);
    expect([written, deleted]).toEqual([[], []]);
    expect(await readTree(directory)).toEqual(before);

    await generate(config, { directory });
    expect((await generate(config, { directory, check: true })).stale).toEqual([]);
    await expect(stat(generated("old"))).rejects.toThrow("ENOENT");
  });

  it("finds names that are not yet in the lock", async () => {
    const directory = await makeWorkspace(notesDocument());
    await generate(config, { directory });
    await writeFile(join(directory, "names.lock.json"), '{ "operations": [], "schemas": [] }');
    const { stale } = await generate(config, { directory, check: true });
    expect(stale).toEqual([{ path: join(directory, "names.lock.json"), reason: "changed" }]);
  });
});

describe("a document that cannot be used", () => {
  const broken = {
    "no YAML": "openapi: [",
    "an unknown version": notesDocument().replace("3.1.0", "4.0.0"),
  };
  it.each(Object.entries(broken))(
    "with %s: all problems come back, and what was there stays whole",
    async (_what, text) => {
      const directory = await makeWorkspace(notesDocument());
      await generate(config, { directory });
      await writeFile(join(directory, "openapi.yaml"), text);
      const before = await readTree(directory);
      const { problems, written, deleted, stale } = await generate(config, { directory });
      expect(problems.filter(({ severity }) => severity === "fatal").length).toBeGreaterThan(0);
      expect([written, deleted, stale]).toEqual([[], [], []]);
      expect(await readTree(directory)).toEqual(before);
    },
  );

  const flawed = {
    "a $ref to nothing": notesDocument().replace(
      "{ type: string }",
      '{ $ref: "#/components/schemas/Nothing" }',
    ),
    "two operations of one operationId": notesDocument({ tags: true }).replace(
      "operationId: tags",
      "operationId: notes",
    ),
  };
  it.each(Object.entries(flawed))(
    "with %s becomes what can be made of it, unless it is refused",
    async (_what, text) => {
      const directory = await makeWorkspace(text);
      const strict = await generate(config, { directory, strict: true });
      expect(strict.problems.map(({ severity }) => severity)).toEqual(["degraded"]);
      expect(Object.keys(await readTree(directory))).toEqual(["openapi.yaml"]);
      expect((await generate(config, { directory })).problems).toEqual(strict.problems);
      expect(Object.keys(await readTree(directory))).toContain("client/src/generated/resources/notes.ts");
    },
  );

  it("that is not there: a problem, not an exception", async () => {
    const directory = await makeWorkspace(notesDocument());
    await rm(join(directory, "openapi.yaml"));
    const { problems } = await generate(config, { directory });
    expect(problems).toMatchObject([{ code: "file-not-found", severity: "fatal" }]);
    expect(await readTree(directory)).toEqual({});
  });

  it("nor with a damaged lock: names are not given anew in silence", async () => {
    const directory = await makeWorkspace(notesDocument());
    await writeFile(join(directory, "names.lock.json"), "{ <<<<<<<");
    const { problems, written } = await generate(config, { directory });
    expect(problems).toMatchObject([{ code: "names-lock-damaged", severity: "fatal" }]);
    expect(written).toEqual([]);
  });
});

describe("a disk that cannot be written", () => {
  it("because it is full: every file and folder is as before, and the error names the file", async () => {
    const directory = await makeWorkspace(notesDocument());
    const before = await readTree(directory);
    const paths = ["openapi.yaml", "new/folder/one.ts", "new/folder/two.ts"].map((path) =>
      join(directory, path),
    );
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const disk: Disk = {
      writeFile: (path, text) => (path.includes("two.ts") ? Promise.reject(full) : writeFile(path, text)),
    };
    const writing = writeChanges(
      paths.map((path) => ({ path, text: "half" })),
      disk,
    );
    await expect(writing).rejects.toMatchObject({ code: "ENOSPC", path: paths[2] });
    expect(await readTree(directory)).toEqual(before);
    await expect(stat(join(directory, "new"))).rejects.toThrow("ENOENT");
  });

  it("leaves the old state whole and no temporary files", async () => {
    const directory = await makeWorkspace(notesDocument());
    await generate(config, { directory });
    await writeFile(join(directory, "openapi.yaml"), notesDocument({ tags: true }));
    // A file stands where the last package wants a folder.
    const suites = join(directory, "contract-tests/src/generated/suites");
    await rm(suites, { recursive: true });
    await writeFile(suites, "");
    const before = await readTree(directory);
    await expect(generate(config, { directory })).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(await readTree(directory)).toEqual(before);
  });
});

describe("two runs at once", () => {
  const other = `${process.ppid}.01234567-89ab-cdef-0123-456789abcdef.tmp`;
  const gone = "999999999.01234567-89ab-cdef-0123-456789abcdef.tmp";

  it("leave each other's temporary files alone, and take away those of a run that is gone", async () => {
    const directory = await makeWorkspace(notesDocument());
    await generate(config, { directory });
    const folder = join(directory, "types/src/generated");
    for (const name of [other, gone]) await writeFile(join(folder, `index.ts.${name}`), "");
    expect((await generate(config, { directory, check: true })).stale).toEqual([
      { path: join(folder, `index.ts.${gone}`), reason: "orphaned" },
    ]);
    await generate(config, { directory });
    await expect(stat(join(folder, `index.ts.${other}`))).resolves.toBeDefined();
    await expect(stat(join(folder, `index.ts.${gone}`))).rejects.toThrow("ENOENT");
  });

  it("both end well, and what is left is whole", async () => {
    const directory = await makeWorkspace(notesDocument());
    await Promise.all([1, 2, 3].map(() => generate(config, { directory })));
    expect((await generate(config, { directory, check: true })).stale).toEqual([]);
    expect(Object.keys(await readTree(directory)).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  });
});

it("Ctrl-C while files are written ends the process, with everything as it was", async () => {
  const directory = await makeWorkspace(notesDocument());
  const before = await readTree(directory);
  const paths = ["openapi.yaml", "new/one.ts"].map((path) => join(directory, path));
  const writer = fileURLToPath(new URL("interrupted-write.ts", import.meta.url));
  const child = spawn(process.execPath, [writer, ...paths], { stdio: "inherit" });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: "SIGINT" });
  expect(await readTree(directory)).toEqual(before);
  await expect(stat(join(directory, "new"))).rejects.toThrow("ENOENT");
});
