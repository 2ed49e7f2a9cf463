import { relative, resolve, sep } from "node:path";
import { bundle, createConfig, type BundleResult, type Document as ParsedFile } from "@redocly/openapi-core";
import { checkSize, SizeError, tooDeep } from "../check-size.ts";
import type { Document } from "../document.ts";
import { applyOverlays } from "./apply-overlays.ts";
import { convertSwagger, isSwagger } from "./convert-swagger.ts";
import { cutCycles } from "./cut-cycles.ts";
import { DocumentResolver } from "./document-resolver.ts";
import { firstLine, type Fault } from "./fault.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { mendReferences } from "./mend-references.ts";
import {
  brokenReference,
  circularReference,
  readBundleProblems,
  readLostText,
  readOddValues,
} from "./read-bundle-problems.ts";
import { readRoot } from "./read-root.ts";
import type { LoadedDocument, LoadOptions } from "./loaded-document.ts";
import { asLocation, lineOf } from "./line-of.ts";
import { collectFiles, createSourceMap, type SourceFiles, type SourcePlace } from "./source-files.ts";
import type { Pointer } from "../model.ts";
import { createProblem, type Report } from "../problem-codes.ts";
import type { Problem } from "../problem.ts";

/** Any document, with its overlays and whatever other files it has. Never throws. */
export async function loadWithBundler(file: string, options: LoadOptions): Promise<LoadedDocument> {
  const absolute = resolve(file);
  const show = (path: string): string => shownPath(path, options.workingDirectory);
  const stop = ({ code, line, ...text }: Fault): LoadedDocument => {
    const place = { file: show(absolute), ...(line === undefined ? {} : { line }), pointer: "#" };
    const problems = [createProblem(code, place, text)];
    return { document: undefined, problems, files: [absolute], missing: [] };
  };
  const resolver = new DocumentResolver(options.remote ?? { origins: [] });
  const root = await readRoot(absolute, show(absolute), resolver);
  if ("code" in root) return stop(root);
  // The bundler refuses what is an alias of itself, so that must be gone before.
  const circular = cutCycles(root.parsed as Document).map((cut) => {
    const line = lineOf({ source: root.source, pointer: asLocation(cut.pointer) });
    return circularReference(cut, { file: show(absolute), ...line });
  });
  const overlays = (options.overlays ?? []).map((overlay) => resolve(overlay));
  const bundled = await bundleFiles(root, { resolver, overlays, show });
  if ("code" in bundled) return stop(bundled);

  const files = await collectFiles(resolver);
  const mended = mend(bundled, { files, show });
  const find = createSourceMap({ root: absolute, document: mended.document, files, resolver });
  const locate = (pointer: Pointer): SourcePlace => {
    const place = find(pointer);
    return { ...place, file: show(place.file) };
  };
  const problems = [
    ...circular,
    ...cutCycles(mended.document).map((cut) => circularReference(cut, locate(cut.pointer))),
    ...readOddValues(resolver.oddValues, show),
    ...readLostText(resolver, show),
    ...bundled.problems,
    ...mended.problems,
    ...findDuplicates(mended.document, locate),
  ];
  const converted = await convert(mended.document, show(absolute));
  return {
    document: converted.document,
    problems: [...problems, ...converted.problems],
    files: [...files.keys()],
    missing: [...resolver.sought].filter((path) => !files.has(path)),
  };
}

interface BundleOptions {
  readonly resolver: DocumentResolver;
  readonly overlays: readonly string[];
  readonly show: (path: string) => string;
}

interface Bundled {
  readonly document: Document;
  /** What the bundler found wrong. */
  readonly found: BundleResult["problems"];
  /** What is wrong with the overlays. */
  readonly problems: readonly Problem[];
}

async function bundleFiles(doc: ParsedFile, options: BundleOptions): Promise<Bundled | Fault> {
  const { resolver, overlays, show } = options;
  try {
    const config = await createConfig({ telemetry: "off" });
    const result = await bundle({
      doc,
      config,
      externalRefResolver: resolver,
      componentRenamingConflicts: "warn",
    });
    const size = checkSize(result.bundle.parsed);
    if (size !== undefined || overlays.length === 0) {
      return size ?? { document: result.bundle.parsed as Document, found: result.problems, problems: [] };
    }
    const overlaid = await applyOverlays(result.bundle, overlays, { config, resolver, show });
    const found = [...result.problems, ...overlaid.bundled];
    const document = overlaid.document.parsed as Document;
    return checkSize(document) ?? { document, found, problems: overlaid.problems };
  } catch (error) {
    if (error instanceof SizeError) return error.problem;
    // The bundler walks by recursion, so what nests too deeply ends its stack.
    if (error instanceof RangeError) return tooDeep();
    const message = `The files could not be put together: ${firstLine(error)}.`;
    return { code: "bundling-failed", message, hint: "Look for a $ref that leads to itself." };
  }
}

/** Leaves out what broken `$ref`s stood for, and brings anchors to pointers. One that an overlay took away is no problem. */
function mend(
  { document, found }: Bundled,
  { files, show }: { readonly files: SourceFiles; readonly show: (path: string) => string },
): { readonly document: Document; readonly problems: readonly Problem[] } {
  const known = readBundleProblems(found, files, show);
  const usesAnchors = [...files.values()].some(({ source }) => source.body.includes("$anchor"));
  if (!usesAnchors && known.every(({ ref }) => ref === undefined))
    return { document, problems: known.map(({ problem }) => problem) };
  const { document: mended, broken } = mendReferences(document);
  const left = new Set(broken.map(({ ref }) => ref));
  const seen = new Set<string>();
  const problems = known.flatMap(({ ref, problem }) => {
    const key = JSON.stringify([problem.file, problem.pointer]);
    if ((ref !== undefined && !left.has(ref)) || seen.has(key)) return [];
    seen.add(key);
    return [problem];
  });
  const named = new Set(known.map(({ ref }) => ref));
  const others = broken.filter(({ ref }) => !named.has(ref));
  return {
    document: mended,
    problems: [...problems, ...others.map((reference) => brokenReference(reference))],
  };
}

async function convert(
  document: Document,
  file: string,
): Promise<{ readonly document: Document; readonly problems: readonly Problem[] }> {
  if (!isSwagger(document)) return { document, problems: [] };
  const problems: Problem[] = [];
  const report: Report = (code, pointer, text) =>
    void problems.push(createProblem(code, { file, pointer }, text));
  return { document: await convertSwagger(document, report), problems };
}

/** The path from the folder; without one, from the working directory where that is shorter. With slashes on every system. */
function shownPath(path: string, folder: string | undefined): string {
  if (/^https?:\/\//i.test(path)) return path;
  const fromHere = relative(folder ?? process.cwd(), path);
  const isShown = fromHere !== "" && (folder !== undefined || fromHere.length < path.length);
  return (isShown ? fromHere : path).replaceAll(sep, "/");
}
