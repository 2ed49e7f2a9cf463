// `pnpm check:output [DOCUMENT…]`: what is generated from large documents compiles under the strictest flags with two generations
// of TypeScript, holds no `any`, and makes the calls that the documents show. Without arguments it tries those beside the
// project, and where nobody has put any the project's own; `--short` tries TypeScript 7 alone, on the smallest of them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { statSync } from "node:fs";

import { COMPILERS, compilePackages } from "./output/compile-packages.ts";
import { largeDocuments, named, ownDocuments, type TriedDocument } from "./output/documents.ts";
import { tryDocument } from "./output/try-document.ts";
import { prepareFolder } from "./output/write-packages.ts";

const SHOWN = 10;

const given = process.argv.slice(2).filter((argument) => argument !== "--");
const short = given.includes("--short");
const files = given.filter((argument) => !argument.startsWith("--"));

function chooseDocuments(): readonly TriedDocument[] {
  if (files.length > 0) return files.map((file) => named(resolve(file)));
  const large = largeDocuments();
  if (large.length === 0) return ownDocuments();
  if (!short) return large;
  return large.toSorted((one, other) => statSync(one.file).size - statSync(other.file).size).slice(0, 1);
}

let faults = 0;
function tell(what: string, lines: readonly string[]): void {
  faults += lines.length;
  console.log(`${lines.length === 0 ? "ok    " : "FAILED"} ${what}: ${lines.length}`);
  for (const line of lines.slice(0, SHOWN)) console.log(`         ${line.slice(0, 300)}`);
}

const root = await mkdtemp(join(tmpdir(), "specloom-output-"));
try {
  await prepareFolder(root);
  const compilers = Object.entries(COMPILERS).slice(0, short ? 1 : undefined);
  for (const document of chooseDocuments()) {
    console.log(`\n${document.file}`);
    const output = await tryDocument(document, root);
    tell("fatal problems", output.fatal);
    tell("any in output", output.anys);
    tell(`of ${output.calls} calls against --static and ${output.stateful} with state, wrong`, output.faults);
    for (const [name, compiler] of compilers)
      tell(`errors of ${name}`, await compilePackages(compiler, root, [output.name]));
    console.log(`       operations without a call that the document shows: ${output.without.length}`);
    console.log(`       examples of the document that are no good: ${output.invalid.length}`);
    for (const line of output.invalid.slice(0, SHOWN)) console.log(`         ${line.slice(0, 300)}`);
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
if (faults > 0) process.exitCode = 1;
