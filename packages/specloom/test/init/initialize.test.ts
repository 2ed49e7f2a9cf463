import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it, onTestFinished } from "vitest";

import { parseText } from "../../src/init/edit-text.ts";
import { initialize, type InitOptions, type InitResult } from "../../src/init/initialize.ts";
import { DOCUMENT } from "../run-cli.ts";

/** A folder with these files and a document; gone after the test. */
async function makeFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-init-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ "openapi.yaml": DOCUMENT, ...files })) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

function init(directory: string, options: Partial<InitOptions> = {}): Promise<InitResult> {
  return initialize({
    document: join(directory, "openapi.yaml"),
    directory,
    packagesFolder: "packages",
    packageManager: options.packageManager,
    dryRun: false,
    fetch: {},
    onStep: () => undefined,
    ...options,
  });
}

/** Every file of a folder, by path. */
async function readTree(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return Object.fromEntries(
    files.map((file, index): [string, string] => [
      file.slice(folder.length + 1).replaceAll("\\", "/"),
      texts[index] ?? "",
    ]),
  );
}

const json = (text: string | undefined): Record<string, unknown> =>
  JSON.parse(text ?? "") as Record<string, unknown>;

describe("an empty folder", () => {
  it("becomes a workspace of npm, and a second run is refused and changes nothing", async () => {
    const folder = await makeFolder();
    const { made, created } = await init(folder, { packageManager: "npm" });
    expect(made).toMatchObject({
      title: "Notes",
      packageManager: "npm",
      counts: { operations: 1, schemas: 1 },
    });
    const tree = await readTree(folder);
    expect(Object.keys(tree).toSorted()).toEqual([...created, "openapi.yaml"].toSorted());
    expect(json(tree["package.json"])).toMatchObject({
      private: true,
      type: "module",
      workspaces: ["packages/types", "packages/client", "packages/contract-tests"],
    });
    expect(json(tree[".changeset/config.json"])).toMatchObject({
      fixed: [["notes-types", "notes-client", "notes-contract-tests"]],
    });
    await expect(init(folder)).rejects.toThrow(/set up already, by specloom\.config\.ts/);
    expect(await readTree(folder)).toEqual(tree);
  });

  it.each([
    ["pnpm", "workspace:^", "pnpm-workspace.yaml"],
    ["yarn", "workspace:^", ".yarnrc.yml"],
    ["yarn-classic", "^0.0.0", "package.json"],
  ])("becomes one of %s", async (packageManager, range, settings) => {
    const folder = await makeFolder();
    await init(folder, { packageManager });
    const tree = await readTree(folder);
    expect(Object.keys(tree)).toContain(settings);
    expect(json(tree["packages/client/package.json"])).toMatchObject({
      dependencies: { "notes-types": range },
    });
  });

  it("stays empty with --dry-run, which lists the same files", async () => {
    const folder = await makeFolder();
    const planned = await init(folder, { dryRun: true });
    expect(Object.keys(await readTree(folder))).toEqual(["openapi.yaml"]);
    expect((await init(folder)).created).toEqual(planned.created);
  });

  it("gets the decisions that need the whole document, written down once", async () => {
    const folder = await makeFolder({ "openapi.yaml": DOCUMENT.replace("/notes:", "/v1/notes:") });
    await init(folder);
    const { "specloom.config.ts": config, "names.lock.json": names } = await readTree(folder);
    expect(config).toContain('dropPathPrefix: "/v1"');
    expect(json(names)).toMatchObject({ operations: [{ key: "GET /v1/notes", resource: ["notes"] }] });
  });

  it("gets a downloaded document beside the configuration", async () => {
    const server = createServer((_request, response) => void response.end(DOCUMENT)).listen(0, "127.0.0.1");
    await new Promise((resolve) => void server.once("listening", resolve));
    onTestFinished(() => void server.close());
    const folder = await makeFolder();
    await rm(join(folder, "openapi.yaml"));
    const document = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    await expect(init(folder, { document })).rejects.toThrow(/is not https/);
    await init(folder, { document, fetch: { allowHTTP: true, allowAddress: () => true } });
    expect((await readTree(folder))["openapi.yaml"]).toBe(DOCUMENT);
  });
});

describe("a workspace that is there", () => {
  const PNPM = "# ours\npackages:\n  - apps/* # what people use\n";
  it("of pnpm gains three folders, devDependencies and scripts, and keeps everything else", async () => {
    const folder = await makeFolder({
      "package.json":
        '{\n    "name": "@acme/root",\n    "scripts": { "build": "mine" },\n    "license": "MIT"\n}\n',
      "pnpm-workspace.yaml": PNPM,
      "README.md": "# Ours\n",
      ".gitignore": "/node_modules\n",
      ".changeset/config.json": '{ "fixed": [["a", "b"]], "access": "public" }\n',
    });
    const { extended, made } = await init(folder);
    expect(extended.toSorted()).toEqual([
      ".changeset/config.json",
      ".gitignore",
      "package.json",
      "pnpm-workspace.yaml",
    ]);
    const tree = await readTree(folder);
    expect(tree["pnpm-workspace.yaml"]).toBe(
      `${PNPM}  - "packages/types"\n  - "packages/client"\n  - "packages/contract-tests"\n`,
    );
    expect(tree["package.json"]).toMatch(
      /^\{\n {4}"name": "@acme\/root",\n {4}"scripts": \{ "build": "mine", "specloom:generate"/,
    );
    expect(json(tree["package.json"])).toMatchObject({
      scripts: {
        build: "mine",
        "specloom:build": expect.stringContaining("pnpm --filter @acme/notes-types run build"),
      },
      devDependencies: {
        specloom: expect.stringMatching(/^\^/),
        "@specloom/mock-server": expect.stringMatching(/^\^/),
      },
    });
    expect(json(tree["package.json"])["scripts"]).not.toHaveProperty("release");
    expect(tree["README.md"]).toBe("# Ours\n");
    expect(tree["SPECLOOM.md"]).toContain("pnpm run specloom:build");
    expect(tree[".gitignore"]).toBe("/node_modules\ndist/\n");
    expect(json(tree[".changeset/config.json"])["fixed"]).toEqual([
      ["a", "b"],
      ["@acme/notes-types", "@acme/notes-client", "@acme/notes-contract-tests"],
    ]);
    expect(json(tree["packages/types/package.json"])).toMatchObject({
      name: "@acme/notes-types",
      license: "MIT",
    });
    expect(made?.packageManager).toBe("pnpm");
    // Without "type": "module", Node would take a `.ts` for CommonJS.
    expect(tree["specloom.config.mts"]).toContain("defineConfig");
  });

  it("of which a pattern takes the folders already gains none", async () => {
    const folder = await makeFolder({
      "package.json": '{ "workspaces": ["packages/*"], "type": "module" }',
      "package-lock.json": "{}",
    });
    const { made } = await init(folder);
    const { "package.json": manifest } = await readTree(folder);
    expect(json(manifest)).toMatchObject({ workspaces: ["packages/*"] });
    expect(made?.packageManager).toBe("npm");
  });

  it.each([
    ["a lock file of Yarn 1", { "yarn.lock": "# yarn lockfile v1\n" }, "yarn-classic"],
    ["a lock file of Yarn 4", { "yarn.lock": "__metadata:\n  version: 8\n" }, "yarn"],
    ["a lock file of pnpm", { "pnpm-lock.yaml": "" }, "pnpm"],
    [
      "a declared package manager",
      { "package.json": '{ "private": true, "packageManager": "pnpm@12.0.0" }' },
      "pnpm",
    ],
  ])("is known by %s", async (_what, files, manager) => {
    const folder = await makeFolder({ "package.json": '{ "private": true }', ...files });
    expect((await init(folder, { dryRun: true })).made?.packageManager).toBe(manager);
  });

  it("takes the packages to another folder on request", async () => {
    const folder = await makeFolder({ "packages/types/index.ts": "" });
    await init(folder, { packagesFolder: "api" });
    expect(Object.keys(await readTree(folder))).toContain("api/contract-tests/package.json");
  });
});

describe("what stands in the way is named, and nothing is written", () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      "a package",
      { "packages/types/package.json": "{}" },
      /packages\/types\/package\.json.* there already.*--packages/,
    ],
    ["a folder with other files", { "packages/client/src/mine.ts": "" }, /packages\/client is there already/],
    ["a configuration", { "spec/specloom.config.ts": "" }, /set up already, by spec\/specloom\.config\.ts/],
    ["a lock of names", { "names.lock.json": "{}" }, /names\.lock\.json is there already/],
    ["a broken manifest", { "package.json": "{" }, /package\.json does not parse/],
    ["a broken workspace", { "pnpm-workspace.yaml": "packages: [" }, /pnpm-workspace\.yaml does not parse/],
    [
      "Plug'n'Play",
      { "package.json": '{"private":true}', ".yarnrc.yml": "nodeLinker: pnp\n" },
      /nodeLinker: node-modules/,
    ],
    ["a public root under Yarn 1", { "package.json": "{}", "yarn.lock": "" }, /not private/],
  ])("%s", async (_what, files, sentence) => {
    const folder = await makeFolder(files);
    const before = await readTree(folder);
    await expect(init(folder)).rejects.toThrow(sentence);
    expect(await readTree(folder)).toEqual(before);
  });

  it("a workspace around the folder", async () => {
    const folder = await makeFolder({
      "package.json": '{ "workspaces": [] }',
      "inner/openapi.yaml": DOCUMENT,
    });
    await expect(init(join(folder, "inner"))).rejects.toThrow(
      /lies inside the workspace .*Run the command in/,
    );
    await mkdir(join(folder, "inner/.git"));
    expect((await init(join(folder, "inner"))).created).toContain("package.json");
  });

  it("a file where a folder must be", async () => {
    const folder = await makeFolder({ packages: "a file" });
    await expect(init(folder)).rejects.toThrow(/packages\/types, .* are there already/);
    expect(await readdir(folder)).toEqual(["openapi.yaml", "packages"]);
  });

  it("a document that cannot be used", async () => {
    const folder = await makeFolder({ "openapi.yaml": "<!doctype html><html>" });
    const { problems, made } = await init(folder);
    expect(problems).toMatchObject([{ code: "html-document", severity: "fatal" }]);
    expect(made).toBeUndefined();
    expect(await readdir(folder)).toEqual(["openapi.yaml"]);
  });
});

describe("a hostile title", () => {
  const TITLE = '*/ ${pwned()} `x` <script>alert(1)</script> [a](javascript:b) \u202E\u001B[31m"\n# Heading';
  it("is plain text wherever it stands", async () => {
    const folder = await makeFolder({
      "openapi.yaml": DOCUMENT.replace("title: Notes", `title: ${JSON.stringify(TITLE)}`),
    });
    await init(folder);
    const tree = await readTree(folder);
    for (const text of Object.entries(tree).flatMap(([path, content]) =>
      path === "openapi.yaml" ? [] : [content],
    ))
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    const { "README.md": readme, "packages/types/package.json": manifest } = tree;
    expect(readme?.split("\n")[0]).toContain(String.raw`\<script\>alert(1)\<\/script\> \[a\](javascript:b)`);
    expect(readme).not.toMatch(/^# Heading/m);
    expect(json(manifest)["name"]).toBe("pwned-x-script-alert-types");
  });
});

describe("versions of tools", () => {
  it("are those with which this workspace is built", async () => {
    const { TOOL_VERSIONS } = await import("../../src/init/versions.ts");
    const text = await readFile(new URL("../../../../pnpm-workspace.yaml", import.meta.url), "utf8");
    const { catalog } = parseText(text, "") as { readonly catalog: Readonly<Record<string, string>> };
    for (const [name, version] of Object.entries(TOOL_VERSIONS)) expect(catalog[name]).toBe(version);
  });
});
