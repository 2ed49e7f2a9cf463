// A run that would change nothing makes nothing; whatever could make a difference, it makes all.
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { generate } from "../src/generate.ts";
import { config as plain } from "./workspace.ts";

const config = { ...plain, overlays: ["overlay.yaml"] };
const DOCUMENT = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths: { /notes: { $ref: "paths.yaml#/notes" }, /gone: { $ref: "gone.yaml#/gone" } }
`;
const PATHS = `notes: { get: { operationId: notes, responses: { "200": { description: All. } } } }
`;
const OVERLAY = `overlay: 1.0.0
info: { title: Other, version: 1.0.0 }
actions: [{ target: $.info, update: { title: Other notes } }]
`;

let directory: string;
const at = (path: string): string => join(directory, path);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "specloom-unchanged-"));
  await mkdir(at("node_modules"));
  await writeOld("openapi.yaml", DOCUMENT);
  await writeOld("paths.yaml", PATHS);
  await writeOld("overlay.yaml", OVERLAY);
  await generate(config, { directory });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Writes what nobody may take for written during the run. */
async function writeOld(file: string, text: string): Promise<void> {
  await writeFile(at(file), text);
  const past = new Date(Date.now() - 10_000);
  await utimes(at(file), past, past);
}

async function editOld(file: string): Promise<void> {
  await writeOld(file, `${await readFile(at(file), "utf8")}# more\n`);
}

async function readStamp(): Promise<{ readonly file: string; readonly text: string }> {
  const [name = ""] = await readdir(at("node_modules/.cache/specloom"));
  const file = at(join("node_modules/.cache/specloom", name));
  return { file, text: await readFile(file, "utf8") };
}

describe("with everything as it was", () => {
  it("nothing is made, and the result is that of the last run", async () => {
    const made = await generate(config, { directory, force: true });
    expect(made).toMatchObject({ reused: false, problems: [{ code: "broken-ref" }] });
    const again = await generate(config, { directory });
    expect(again).toEqual({ ...made, reused: true, unchanged: expect.anything() });
    expect(again.unchanged.toSorted()).toEqual(made.unchanged.toSorted());
  });

  it("--check looks all the same, and --strict refuses what it would have refused", async () => {
    expect(await generate(config, { directory, check: true })).toMatchObject({ reused: false, stale: [] });
    const strict = await generate(config, { directory, strict: true });
    expect(strict).toMatchObject({ reused: false, counts: { operations: 0 } });
  });
});

describe("everything is made anew where", () => {
  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    "the document was edited": () => editOld("openapi.yaml"),
    "a file that a $ref leads to was edited": () => editOld("paths.yaml"),
    "an overlay was edited": () => editOld("overlay.yaml"),
    "a file that was looked for is there now": () => writeOld("gone.yaml", "gone: {}\n"),
    "a generated file was edited": () => appendFile(at("client/src/generated/api.ts"), "// more\n"),
    "a generated file is gone": () => rm(at("types/src/generated/openapi.ts")),
    "a stranger stands among the generated files": () => writeFile(at("types/src/generated/old.ts"), ""),
    "the lock of names was edited": () => appendFile(at("names.lock.json"), "\n"),
    "the list of what arrived is gone": () => rm(at("fidelity.json")),
    "the note of the last run is cut off": async () => {
      const { file, text } = await readStamp();
      await writeFile(file, text.slice(0, 100));
    },
    "another generator made it": async () => {
      const { file, text } = await readStamp();
      await writeFile(file, text.replace('"key":"', '"key":"other '));
    },
  };
  it.each(Object.entries(changes))("%s", async (_what, change) => {
    expect((await generate(config, { directory })).reused).toBe(true);
    await change();
    expect((await generate(config, { directory })).reused).toBe(false);
  });

  it("the configuration is another", async () => {
    const other = { ...config, environmentPrefix: "OTHER" };
    expect((await generate(other, { directory })).reused).toBe(false);
  });

  it("the document may have been written after it was read", async () => {
    const soon = new Date(Date.now() + 60_000);
    await appendFile(at("openapi.yaml"), "# more\n");
    await utimes(at("openapi.yaml"), soon, soon);
    await generate(config, { directory });
    expect((await generate(config, { directory })).reused).toBe(false);
  });

  it("there is no node_modules to note it in", async () => {
    await rm(at("node_modules"), { recursive: true });
    await generate(config, { directory });
    expect((await generate(config, { directory })).reused).toBe(false);
    expect(await readdir(directory)).not.toContain("node_modules");
  });
});

it("a second run lives with references to what no disk can hold", async () => {
  const folder = await mkdtemp(join(tmpdir(), "specloom-unchanged-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "node_modules"));
  const paths = ["zero\u0000.yaml", "openapi.yaml/below.yaml", `${"x".repeat(300)}.yaml`].map(
    (file, index) => [`/p${index}`, { $ref: file }],
  );
  const document = {
    openapi: "3.1.0",
    info: { title: "Notes", version: "1" },
    paths: {
      ...Object.fromEntries(paths),
      "/notes": { get: { responses: { 200: { description: "All." } } } },
    },
  };
  const file = join(folder, "openapi.yaml");
  await writeFile(file, JSON.stringify(document));
  const past = new Date(Date.now() - 10_000);
  await utimes(file, past, past);
  const first = await generate(plain, { directory: folder });
  expect(first.written.length).toBeGreaterThan(0);
  expect(await generate(plain, { directory: folder })).toMatchObject({
    reused: true,
    problems: first.problems,
  });
});
