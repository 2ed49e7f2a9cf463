import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { COMPILERS, compilePackages } from "../../scripts/output/compile-packages.ts";
import { largeDocuments, ownDocuments } from "../../scripts/output/documents.ts";
import { tryDocument, type TriedOutput } from "../../scripts/output/try-document.ts";
import { prepareFolder } from "../../scripts/output/write-packages.ts";
import type { Figure } from "../lib/figures.ts";

/** Counts of what must not be in the output of any document, as `pnpm check:output` finds it. */
export async function measureStrictOutput(): Promise<Figure[]> {
  const root = await mkdtemp(join(tmpdir(), "specloom-strict-"));
  try {
    await prepareFolder(root);
    const tried: TriedOutput[] = [];
    for (const document of [...ownDocuments(), ...largeDocuments()]) {
      tried.push(await tryDocument(document, root));
    }
    let errors = 0;
    // One at a time: the largest takes gigabytes to compile.
    for (const { name } of tried)
      for (const compiler of Object.values(COMPILERS))
        errors += (await compilePackages(compiler, root, [name])).length;
    const count = (part: (output: TriedOutput) => readonly string[]): number => tried.flatMap(part).length;
    const against = `${tried.length} documents`;
    return [
      { id: "fatal-problems", value: count(({ fatal }) => fatal), unit: "problems", bound: 0, against },
      { id: "strict-errors", value: errors, unit: "errors", bound: 0, against },
      { id: "any", value: count(({ anys }) => anys), unit: "places", bound: 0, against },
      { id: "wrong-calls", value: count(({ faults }) => faults), unit: "calls", bound: 0, against },
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
