// The quick way for a document of several files in which nothing is wrong: the part of the bundler that puts files together,
// without its rules and their parsers, which take several times as long to load as a document of usual size takes to read.
// Where there is anything to tell a person, the whole of it reads the files again.
import { dirname, resolve } from "node:path";
import type { BaseResolver, Document as ParsedFile } from "@redocly/openapi-core";
import { bundleOas, createEmptyRedoclyConfig, Source } from "@redocly/openapi-core/lib/bundle-oas";

import { checkSize } from "../check-size.ts";
import type { Document } from "../document.ts";
import { checkVersion } from "./check-version.ts";
import { isSwagger } from "./convert-swagger.ts";
import { findCycles } from "./cut-cycles.ts";
import { findDuplicates } from "./find-duplicates.ts";
import type { LoadedDocument } from "./loaded-document.ts";
import { readValue } from "./read-value.ts";

/**
 * The document whose root file has been read, put together from its files; undefined where there is something to say of it.
 *
 * @param file absolute path of the root
 * @param root value of that file; changed in place
 */
export async function bundleSoundFiles(file: string, root: unknown): Promise<LoadedDocument | undefined> {
  if (checkVersion(root) !== undefined || isSwagger(root)) return undefined;
  const resolver = new SoundResolver();
  const doc: ParsedFile = { source: new Source(file, ""), parsed: root };
  resolver.cache.set(file, Promise.resolve(doc));
  const bundled = await bundle(doc, resolver);
  if (bundled === undefined || checkSize(bundled) !== undefined) return undefined;
  const duplicates = findDuplicates(bundled, (pointer) => ({ file, pointer }));
  if (duplicates.length > 0 || findCycles(bundled).length > 0) return undefined;
  return { document: bundled, problems: [], files: [...resolver.cache.keys()], missing: [] };
}

async function bundle(doc: ParsedFile, resolver: SoundResolver): Promise<Document | undefined> {
  try {
    const result = await bundleOas({
      doc,
      config: createEmptyRedoclyConfig(),
      // The bundler's own class is not among what this part of it gives away; what it calls is all there.
      externalRefResolver: resolver as unknown as BaseResolver,
      componentRenamingConflicts: "warn",
    });
    return result.problems.length === 0 ? (result.bundle.parsed as Document) : undefined;
  } catch {
    return undefined;
  }
}

/** Gives the bundler the files of this machine that {@link readValue} has nothing to say of. */
class SoundResolver implements Pick<BaseResolver, "cache" | "getFiles" | "resolveExternalRef"> {
  readonly cache = new Map<string, Promise<ParsedFile>>();

  getFiles(): Set<string> {
    return new Set(this.cache.keys());
  }

  resolveExternalRef(base: string | null, ref: string): string {
    return resolve(base === null ? "." : dirname(base), ref);
  }

  resolveDocument(base: string | null, ref: string): Promise<ParsedFile> {
    const file = this.resolveExternalRef(base, ref);
    const known = this.cache.get(file);
    if (known !== undefined) return known;
    const reading = isLocal(ref) ? readFile(file) : Promise.reject(new Error(`${ref} is another host's`));
    this.cache.set(file, reading);
    return reading;
  }
}

function isLocal(ref: string): boolean {
  return !/^([a-z][a-z\d+.-]+:|\/\/)/i.test(ref);
}

/** @throws {Error} where there is anything to say of the file, or where it is a text of another kind */
async function readFile(file: string): Promise<ParsedFile> {
  const parsed = /\.(json|ya?ml)$/.test(file) ? await readValue(file) : undefined;
  if (parsed === undefined) throw new Error(`${file} is to be read by the whole bundler`);
  return { source: new Source(file, ""), parsed };
}
