// The files that a bundled document was put together from, and the way back from a place in the document to the file and
// line where a person wrote it.
import type { Document as ParsedFile } from "@redocly/openapi-core";
import type { Document } from "../document.ts";
import { isList, memberOf, textOf } from "../json.ts";
import { joinPointer, pointerOfRef, pointerSegments } from "../pointer.ts";
import { asLocation, lineOf } from "./line-of.ts";
import type { DocumentResolver } from "./document-resolver.ts";

/** Parsed files by absolute path. */
export type SourceFiles = ReadonlyMap<string, ParsedFile>;

/** Every file that was read without an error. */
export async function collectFiles(resolver: DocumentResolver): Promise<SourceFiles> {
  const files = new Map<string, ParsedFile>();
  for (const [path, pending] of resolver.cache) {
    const file = await Promise.resolve(pending).catch(() => undefined);
    if (file !== undefined && !(file instanceof Error)) files.set(path, file);
  }
  return files;
}

/** A place in a file as a person sees it. */
export interface SourcePlace {
  readonly file: string;
  readonly pointer: string;
  readonly line?: number;
}

interface Step {
  readonly file: string;
  readonly segments: readonly string[];
}

interface Bundle {
  readonly root: string;
  readonly document: Document;
  readonly files: SourceFiles;
  readonly resolver: DocumentResolver;
}

/**
 * Finds where a place of the bundled document was written; the nearest thing above it where it was written nowhere. The
 * bundler works inside the parsed files, so they are parsed afresh, once.
 */
export function createSourceMap({
  root,
  document,
  files,
  resolver,
}: Bundle): (pointer: string) => SourcePlace {
  const fresh = new Map<string, unknown>();
  const parsed = (file: string): unknown => {
    const source = files.get(file)?.source;
    if (!fresh.has(file) && source !== undefined)
      fresh.set(file, resolver.parseDocument(source, file === root).parsed);
    return fresh.get(file);
  };

  function advance(from: Step, segment: string): Step | undefined {
    let { file, segments } = from;
    for (let jumps = 0; jumps < 50; jumps++) {
      const value = followWritten(parsed(file), joinPointer("#", ...segments));
      if (childOf(value, segment) !== undefined) return { file, segments: [...segments, segment] };
      const ref = textOf(value, "$ref");
      if (ref === undefined) return undefined;
      const [path = "", fragment = ""] = ref.split("#", 2);
      if (path !== "") file = resolver.resolveExternalRef(file, path);
      segments = pointerSegments(pointerOfRef(`#${fragment}`) ?? "#");
    }
    return undefined;
  }

  function startOf(segments: readonly string[]): { step: Step; rest: readonly string[] } {
    const [first, kind = "", name = "", ...rest] = segments;
    const moved =
      first === "components" &&
      memberOf(memberOf(memberOf(parsed(root), "components"), kind), name) === undefined;
    const component = moved ? memberOf(memberOf(memberOf(document, "components"), kind), name) : undefined;
    const step = component === undefined ? undefined : findByIdentity(files, component);
    return step === undefined ? { step: { file: root, segments: [] }, rest: segments } : { step, rest };
  }

  return (pointer) => {
    const { step, rest } = startOf(pointerSegments(pointer));
    let place = step;
    for (const segment of rest) {
      const next = advance(place, segment);
      if (next === undefined) break;
      place = next;
    }
    const at = joinPointer("#", ...place.segments);
    const source = files.get(place.file)?.source;
    return {
      file: place.file,
      pointer: at,
      ...(source && lineOf({ source, pointer: asLocation(at), reportOnKey: true })),
    };
  };
}

/** The value at a pointer of a file as it is, without following any `$ref`. */
export function followWritten(file: unknown, pointer: string): unknown {
  let value = file;
  for (const segment of pointerSegments(pointer)) value = childOf(value, segment);
  return value;
}

function childOf(value: unknown, segment: string): unknown {
  return isList(value) ? value[Number(segment)] : memberOf(value, segment);
}

/** The file that a component was taken from: the bundler hands on the very objects, whole files or a part of one. */
function findByIdentity(files: SourceFiles, component: unknown): Step | undefined {
  for (const [file, { parsed }] of files) {
    const segments = findObject(parsed, component, 3);
    if (segments !== undefined) return { file, segments };
  }
  return undefined;
}

function findObject(value: unknown, wanted: unknown, depth: number): string[] | undefined {
  if (value === wanted) return [];
  if (depth === 0 || typeof value !== "object" || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = findObject(inner, wanted, depth - 1);
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}
