// The generated proof of agreement must be able to fail, or it proves nothing.
import { describe, expect, it } from "vitest";

import type { EmittedPackages } from "../src/emit-packages.ts";
import { compile } from "./compile.ts";
import { emitSample } from "./emit-sample.ts";

describe("the proof of agreement", () => {
  it.each([
    ["a member of another type", "resources/books.ts", "title: string;", "title: number;"],
    ["a required member made optional", "shared.ts", "message: string;", "message?: string;"],
    ["a parameter that is gone", "resources/books.ts", "genre?: GenreInput;", ""],
    ["a value that no enum has", "shared.ts", 'GenreInput = "novel"', 'GenreInput = "romance"'],
    ["an answer of another type", "resources/books/copies.ts", "shelf: string;", "shelf: boolean;"],
  ])("fails for %s", async (_what, ...change) => {
    const { files } = await emitSample("library");
    expect(compile(files)).toEqual([]);
    expect(compile(edit(files, change)).join("\n")).toContain("types/agreement.ts");
  });
});

function edit(
  files: EmittedPackages["files"],
  [path, from, to]: readonly [path: string, from: string, to: string],
): EmittedPackages["files"] {
  const types = files.types.map((file) =>
    file.path === path ? { path, text: file.text.replaceAll(from, to) } : file,
  );
  expect(types).not.toEqual(files.types);
  return { ...files, types };
}
