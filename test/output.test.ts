// What is generated from each of the project's documents: it compiles under the strictest flags, and makes the calls that the
// documents show. `pnpm check:output` tries large documents in the same way.
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMPILERS, compilePackages } from "../scripts/output/compile-packages.ts";
import { ownDocuments } from "../scripts/output/documents.ts";
import { tryDocument, type TriedOutput } from "../scripts/output/try-document.ts";
import { prepareFolder } from "../scripts/output/write-packages.ts";
import { makeScratch } from "./workspace.ts";

let root: string;
const tried: TriedOutput[] = [];

beforeAll(async () => {
  root = await makeScratch("output");
  await prepareFolder(root);
  for (const document of ownDocuments()) tried.push(await tryDocument(document, root));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What was found of all documents, each line with the name of its own. */
const all = (part: (output: TriedOutput) => readonly string[]): string[] =>
  tried.flatMap((output) => part(output).map((line) => `${output.name}: ${line}`));

test("no document has a fatal problem, and no file holds an any", () => {
  expect(all(({ fatal }) => fatal)).toEqual([]);
  expect(all(({ anys }) => anys)).toEqual([]);
});

test("every call that a document shows ends as it shows, and what is sent comes back", () => {
  expect(all(({ faults }) => faults)).toEqual([]);
  expect(all(({ invalid }) => invalid)).toEqual([]);
  const spec = tried.find(({ name }) => name === "spec");
  // One for each example of a body, and one for each operation without a body.
  expect(spec).toMatchObject({ calls: 14, stateful: 8 });
});

test.each(Object.entries(COMPILERS))(
  "%s has nothing to say of packages and calls, libraries included",
  async (_name, compiler) => {
    expect(
      await compilePackages(
        compiler,
        root,
        tried.map(({ name }) => name),
      ),
    ).toEqual([]);
  },
);
