import { relative, resolve, sep } from "node:path";
import { bundle, createConfig, type BundleResult, type Document as ParsedFile } from "@redocly/openapi-core";
import { checkSize, SizeError, tooDeep } from "./check-size.ts";
import type { Document } from "./document.ts";
import { firstLine, type Fault } from "./load/fault.ts";
import { findDuplicates } from "./load/find-duplicates.ts";
import { LocalResolver } from "./load/local-resolver.ts";
import { readBundleProblems, readOddValues } from "./load/read-bundle-problems.ts";
import { readRoot } from "./load/read-root.ts";
import { collectFiles, createSourceMap, type SourcePlace } from "./load/source-files.ts";
import type { Pointer } from "./model.ts";
import { createProblem } from "./problem-codes.ts";
import type { Problem } from "./problem.ts";

export interface LoadOptions {
  /** Folder against which file names in problems are shortened. @default the working directory */
  readonly workingDirectory?: string;
}

export interface LoadedDocument {
  /** The bundled document; undefined where there is none to go on with. It may be there although a problem is fatal. */
  readonly document: Document | undefined;
  readonly problems: readonly Problem[];
  /** Absolute paths of the files that were read, the root first. */
  readonly files: readonly string[];
}

/**
 * Reads an OpenAPI document and puts its files together into one. Nothing is fetched from the network, and nothing is
 * thrown: whatever is wrong is in `problems`, all of it at once.
 *
 * @param file path of the root file, YAML or JSON
 * @example
 * const { document, problems } = await loadDocument("spec/openapi.yaml");
 */
export async function loadDocument(file: string, options: LoadOptions = {}): Promise<LoadedDocument> {
  const absolute = resolve(file);
  const show = (path: string): string => shorterPath(path, options.workingDirectory ?? process.cwd());
  const stop = ({ code, line, ...text }: Fault): LoadedDocument => {
    const place = { file: show(absolute), ...(line === undefined ? {} : { line }), pointer: "#" };
    return { document: undefined, problems: [createProblem(code, place, text)], files: [absolute] };
  };
  const resolver = new LocalResolver();
  const root = await readRoot(absolute, show(absolute), resolver);
  if ("code" in root) return stop(root);
  const bundled = await bundleFiles(root, resolver);
  if ("code" in bundled) return stop(bundled);
  const document = bundled.bundle.parsed as Document;
  const files = await collectFiles(resolver);
  const find = createSourceMap({ root: absolute, document, files, resolver });
  const locate = (pointer: Pointer): SourcePlace => {
    const place = find(pointer);
    return { ...place, file: show(place.file) };
  };
  const problems = [
    ...readOddValues(resolver.oddValues, show),
    ...readBundleProblems(bundled.problems, files, show),
    ...findDuplicates(document, locate),
  ];
  return { document, problems, files: [...files.keys()] };
}

async function bundleFiles(doc: ParsedFile, resolver: LocalResolver): Promise<BundleResult | Fault> {
  try {
    const config = await createConfig({ telemetry: "off" });
    const result = await bundle({
      doc,
      config,
      externalRefResolver: resolver,
      componentRenamingConflicts: "warn",
    });
    return checkSize(result.bundle.parsed) ?? result;
  } catch (error) {
    if (error instanceof SizeError) return error.problem;
    // The bundler walks by recursion, so what nests too deeply ends its stack.
    if (error instanceof RangeError) return tooDeep();
    const message = `The files could not be put together: ${firstLine(error)}.`;
    return { code: "bundling-failed", message, hint: "Look for a $ref that leads to itself." };
  }
}

/** The path relative to the working directory where that is shorter; with slashes on every system. */
function shorterPath(path: string, workingDirectory: string): string {
  const fromHere = relative(workingDirectory, path);
  const shorter = fromHere !== "" && fromHere.length < path.length ? fromHere : path;
  return shorter.replaceAll(sep, "/");
}
