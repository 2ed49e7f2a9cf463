import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

import { corpusDocuments, realDocuments } from "../../packages/api-model/test/corpus.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A document to try, by a name of letters, digits and hyphens. */
export interface TriedDocument {
  readonly name: string;
  readonly file: string;
}

/** The project's own documents: those of the corpus, of the samples and of the tests, and the one in `spec/`. */
export function ownDocuments(): readonly TriedDocument[] {
  const samples = join(ROOT, "packages/generator/samples");
  const tests = join(ROOT, "test/documents");
  return [
    ...corpusDocuments(),
    ...readdirSync(samples).map((name) => ({
      name: `sample-${name}`,
      file: join(samples, name, "openapi.yaml"),
    })),
    ...readdirSync(tests).map((name) => ({ name: `test-${name}`, file: join(tests, name) })),
    { name: "spec", file: join(ROOT, "spec/openapi.yaml") },
  ].map((document) => named(document.file, document.name));
}

/** Large documents of real APIs; none where nobody has put them beside the project. */
export function largeDocuments(): readonly TriedDocument[] {
  return realDocuments().map(({ name, file }) => named(file, name));
}

/** A document under the name that its file, or what is given, has. */
export function named(file: string, name: string = basename(file)): TriedDocument {
  return { file, name: name.replace(/\.(ya?ml|json)$/, "").replaceAll(/[^A-Za-z\d]+/g, "-") };
}
