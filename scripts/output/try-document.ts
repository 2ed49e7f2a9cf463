// Everything that is tried of one document but for compiling, which is done for many at once.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { TriedDocument } from "./documents.ts";
import { findAny } from "./find-any.ts";
import { printCalls, readCalls, runStateful, runStatic } from "./golden/index.ts";
import { writePackages } from "./write-packages.ts";

export interface TriedOutput {
  readonly name: string;
  /** Problems for which nothing is made. */
  readonly fatal: readonly string[];
  /** Places where a type is written `any`. */
  readonly anys: readonly string[];
  /** How many calls were made against the mock without state. */
  readonly calls: number;
  /** How many of them were made again, to see what comes back from the mock with state. */
  readonly stateful: number;
  /** Calls that did not end as the document shows. */
  readonly faults: readonly string[];
  /** Operations that no call is made of, with the reason. */
  readonly without: readonly string[];
  /** Examples of the document that are no good. */
  readonly invalid: readonly string[];
}

/** Generates from a document below `root`, prints its calls beside the packages, and makes them. */
export async function tryDocument(document: TriedDocument, root: string): Promise<TriedOutput> {
  const { name, folder, model, problems } = await writePackages(document, root);
  const { calls, invalid, without } = readCalls(model, problems);
  await writeFile(join(folder, "golden.ts"), printCalls(name, calls));
  const stateful = await runStateful(folder, model, calls);
  return {
    name,
    fatal: problems
      .filter(({ severity }) => severity === "fatal")
      .map(({ code, message }) => `${code}: ${message}`),
    anys: await findAny(folder),
    calls: calls.length,
    stateful: stateful.judged,
    faults: [...(await runStatic(folder, model, calls)), ...stateful.faults],
    without,
    invalid,
  };
}
