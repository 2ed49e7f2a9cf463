// Where the two documents of a comparison come from: a file, or a file as it is in a git revision.
import { existsSync, readFileSync } from "node:fs";

import { formatProblem, loadDocument, type Document, type LoadOptions } from "@specloom/api-model";

import { UsageError } from "../../usage-error.ts";
import { checkOutRevision, parseRevision } from "./git-revision.ts";

/** What a configuration says of how documents are read. */
export type SourceOptions = Pick<LoadOptions, "overlays" | "remote">;

/**
 * Loads one side of a comparison.
 *
 * @param text a file, or `REVISION:PATH` as git writes it
 * @throws UsageError where there is none, or none that can be read
 */
export async function loadSource(
  text: string,
  options: SourceOptions = {},
  directory = ".",
): Promise<Document> {
  const revision = existsSync(text) ? undefined : parseRevision(text);
  if (revision === undefined) {
    if (!existsSync(text)) {
      const cure = "Give a file, or a git revision as in main:spec/openapi.yaml";
      throw new UsageError(`There is no document at ${text}. ${cure}.`, { showsUsage: false });
    }
    return readWhole(text, { ...options, text });
  }
  const checkout = await checkOutRevision(revision, directory);
  try {
    return await readWhole(checkout.file, { ...options, text, workingDirectory: checkout.directory });
  } finally {
    await checkout.remove();
  }
}

async function readWhole(
  file: string,
  { text, ...options }: LoadOptions & { readonly text: string },
): Promise<Document> {
  const single = options.overlays === undefined ? readSingleFile(file) : undefined;
  if (single !== undefined) return single;
  const { document, problems } = await loadDocument(file, options);
  const fatal = problems.filter(({ severity }) => severity === "fatal");
  if (document !== undefined && fatal.length === 0) return document;
  const reasons = fatal.map(formatProblem).join("\n");
  throw new UsageError(`${text} cannot be compared: mend it first.\n${reasons}`, { showsUsage: false });
}

/** A document in one file of JSON needs no bundler, which takes longer than the comparison; undefined for any other. */
function readSingleFile(file: string): Document | undefined {
  if (!file.endsWith(".json")) return undefined;
  // At once: there is nothing else to do meanwhile, and in pieces a large file takes several times as long.
  const text = readFileSync(file, "utf8");
  if (/"\$ref"\s*:\s*"(?!#)/.test(text)) return undefined;
  try {
    const parsed = JSON.parse(text) as Document | null;
    const version = typeof parsed === "object" && parsed !== null ? parsed["openapi"] : undefined;
    return typeof version === "string" && /^3\.[012]\.\d/.test(version) ? (parsed ?? undefined) : undefined;
  } catch {
    // The loader says what is wrong with it, and where.
    return undefined;
  }
}
