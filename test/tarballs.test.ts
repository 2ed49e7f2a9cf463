import { describe, expect, test } from "vitest";
import { findTarballFaults, type PackedFiles } from "../scripts/release/tarball-faults.ts";

const MANIFEST = { name: "@a/b", files: ["dist", "!dist/**/*.map"], dependencies: { c: "^1.0.0" } };
const GOOD: PackedFiles = new Map([
  ["package.json", JSON.stringify(MANIFEST)],
  ["README.md", "# b"],
  ["LICENSE", "MIT"],
  [
    "dist/index.js",
    'import { join } from "node:path";\nimport { c } from "c/d";\nexport * from "./more.js";\n',
  ],
  ["dist/index.d.ts", 'export * from "./more.ts";\n'],
  ["dist/more.js", 'const text = `\nimport it from "nowhere`;\n'],
  ["dist/more.d.ts", "export {};\n"],
]);

function findIn(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  const files = new Map(GOOD);
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return findTarballFaults(files, "/home/ada/project");
}

describe("what is packed", () => {
  test("has no fault where all is well", () => {
    expect(findIn({})).toEqual([]);
  });

  test.each([
    [{ LICENSE: undefined }, "LICENSE is missing"],
    [{ "dist/a.test.js": "" }, "dist/a.test.js is a test"],
    [{ "dist/test/run.js": "" }, "dist/test/run.js is a test"],
    [{ "src/index.ts": "" }, "src/index.ts is a source"],
    [{ "dist/index.js.map": "{}" }, "dist/index.js.map is not among the files of package.json"],
    [{ "notes.txt": "" }, "notes.txt is not among the files of package.json"],
    [{ "dist/.env": "A=1" }, "dist/.env is where secrets are kept"],
    [{ "dist/more.js": `token = "npm_${"a".repeat(36)}"` }, "dist/more.js holds what looks like a secret"],
    [{ "dist/more.js": "-----BEGIN RSA PRIVATE KEY-----" }, "dist/more.js holds what looks like a secret"],
    [{ "dist/more.js": "// /home/ada/project/src" }, "dist/more.js names the folder that it was built in"],
    [{ "dist/more.d.ts": undefined }, "dist/index.d.ts imports ./more.ts, which is not in the package"],
    [{ "dist/more.js": undefined }, "dist/index.js imports ./more.js, which is not in the package"],
    [
      { "dist/more.js": 'import "./gone.js";' },
      "dist/more.js imports ./gone.js, which is not in the package",
    ],
    [{ "dist/more.js": 'await import("e");' }, "dist/more.js imports e, which is no dependency"],
    [
      { "package.json": JSON.stringify({ ...MANIFEST, peerDependencies: { e: "workspace:^" } }) },
      "package.json names a version of the workspace",
    ],
  ])("is not published with %o", (changes, fault) => {
    expect(findIn(changes)).toEqual([fault]);
  });
});
