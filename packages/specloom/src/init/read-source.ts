import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";

import { loadDocument, type Document, type Problem } from "@specloom/api-model";

import { fetchDocument, type FetchOptions } from "./fetch-document.ts";
import type { PlannedFile } from "./plan.ts";

/** A document that was read, and where it will stand. */
export interface Source {
  /** Undefined where a fatal problem left none. */
  readonly document: Document | undefined;
  readonly problems: readonly Problem[];
  /** Path in the workspace. */
  readonly path: string;
  /** The downloaded text, to be written there; none for a file, which stays where it is. */
  readonly copies: readonly PlannedFile[];
}

/** Reads a file, or downloads a URL; anything that begins with a scheme and `//` is a URL. */
export async function readSource(given: string, root: string, options: FetchOptions): Promise<Source> {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(given)) return download(given, options);
  const path = relative(root, resolve(given)).split(sep).join("/");
  return { ...(await loadDocument(given)), path, copies: [] };
}

/** The document is read from a temporary copy, so that one that cannot be used leaves nothing behind. */
async function download(url: string, options: FetchOptions): Promise<Source> {
  const text = await fetchDocument(url, options);
  const path = /^\s*[{[]/.test(text) ? "openapi.json" : "openapi.yaml";
  const folder = await mkdtemp(join(tmpdir(), "specloom-init-"));
  try {
    await writeFile(join(folder, path), text);
    const { document, problems } = await loadDocument(join(folder, path), { workingDirectory: folder });
    const named = problems.map((problem) =>
      problem.file === path ? Object.assign({}, problem, { file: url }) : problem,
    );
    return { document, problems: named, path, copies: [{ path, text }] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
