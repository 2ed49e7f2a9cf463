import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/** Files and packages that an entry loads; type imports load nothing. */
function loaded(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  const text = readFileSync(entry, "utf8");
  for (const [, what, from] of text.matchAll(/^(?:import|export) (?!type )([^;]*?) from "([^"]+)";/gm)) {
    if (/^\{(\s*type [^,]+,?)+\s*\}$/.test(what!)) continue;
    if (from!.startsWith(".")) loaded(resolve(dirname(entry), from!), found);
    else found.add(from!);
  }
  return found;
}

test("the entries load nothing from outside", () => {
  for (const entry of ["index.ts", "paths.ts"]) {
    const packages = [...loaded(resolve(source, entry))].filter((name) => !name.startsWith(source));
    expect(packages).toEqual([]);
  }
});

test("only the transport knows openapi-fetch", () => {
  const files = [...loaded(resolve(source, "index.ts"))].filter((name) => name.startsWith(source));
  const knowing = files.filter((file) => readFileSync(file, "utf8").includes('from "openapi-fetch"'));
  expect(knowing.map((file) => file.slice(source.length))).toEqual(["transport.ts"]);
});

test("a client without calls loads neither face", () => {
  const files = [...loaded(resolve(source, "define-bare-client.ts"))].map((name) =>
    name.slice(source.length),
  );
  expect(files).toContain("core.ts");
  for (const file of ["path-client.ts", "path-calls.ts", "define-client.ts", "call-operation.ts"])
    expect(files).not.toContain(file);
});

test("the path face loads nothing of the resource face", () => {
  const files = [...loaded(resolve(source, "paths.ts"))].map((name) => name.slice(source.length));
  expect(files).toContain("path-client.ts");
  for (const file of [
    "api-promise.ts",
    "call-operation.ts",
    "define-resource.ts",
    "read-answer.ts",
    "errors/status-error.ts",
  ]) {
    expect(files).not.toContain(file);
  }
});
