// The files of `spec/released/`: what the last release shipped, as text that a person can review. Pure; no disk.
import { isObject, type Document } from "@specloom/api-model";

import type { PublishedSurface } from "../diff/types/published-packages.ts";
import { hashState, hashText, type ReleaseState } from "./state.ts";

/** Form of the files; a later one is refused. */
const FORMAT = 1;
const MANIFEST = "release.json";
const DOCUMENT = "openapi.json";
const PACKAGES = "packages/";

/** Text of each file, by its path in the folder, which is written with `/`. */
export type BaselineFiles = Readonly<Record<string, string>>;

interface Manifest {
  readonly format: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Hash of the state; equal for two states in which nothing differs. */
  readonly state: string;
  /** Hash of every other file of the folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** The files that hold a state. */
export function printBaseline(state: ReleaseState): BaselineFiles {
  const surface = Object.entries(state.surface).map(([path, text]) => [`${PACKAGES}${path}`, text] as const);
  const files = Object.fromEntries(
    [[DOCUMENT, printJSON(state.document)] as const, ...surface].toSorted(([one], [other]) =>
      one < other ? -1 : 1,
    ),
  );
  const hashes = Object.entries(files).map(([path, text]) => [path, hashText(text)]);
  const manifest: Manifest = {
    format: FORMAT,
    versions: state.versions,
    state: hashState(state),
    files: Object.fromEntries(hashes),
  };
  return { [MANIFEST]: printJSON(manifest), ...files };
}

/** A state, or what is wrong with the files in half a sentence. */
export type BaselineReading =
  | { readonly state: ReleaseState; readonly fault?: undefined }
  | { readonly fault: string };

/** Reads the files back; whatever is missing, too many or altered makes them unusable. */
export function parseBaseline(files: BaselineFiles): BaselineReading {
  const text = files[MANIFEST];
  if (text === undefined) return { fault: `there is no ${MANIFEST} in it` };
  const manifest = parseManifest(text);
  if (manifest === undefined) return { fault: `${MANIFEST} does not say what a release is` };
  if (manifest.format > FORMAT)
    return { fault: `it has the form ${manifest.format}, which only a newer specloom knows` };
  const fault = findFault(files, manifest);
  if (fault !== undefined) return { fault };
  const document = parseJSON(files[DOCUMENT] ?? "");
  if (!isObject(document)) return { fault: `${DOCUMENT} is no document` };
  return { state: { document, surface: readSurface(files), versions: manifest.versions } };
}

function findFault(files: BaselineFiles, manifest: Manifest): string | undefined {
  for (const [path, hash] of Object.entries(manifest.files)) {
    const text = files[path];
    if (text === undefined) return `${path} is missing`;
    if (hashText(text) !== hash) return `${path} was altered`;
  }
  const extra = Object.keys(files).find((path) => path !== MANIFEST && !(path in manifest.files));
  return extra === undefined ? undefined : `${extra} does not belong there`;
}

function readSurface(files: BaselineFiles): PublishedSurface {
  const own = Object.entries(files).filter(([path]) => path.startsWith(PACKAGES));
  return Object.fromEntries(
    own.map(([path, text]) => [path.slice(PACKAGES.length), text.replaceAll("\r\n", "\n")]),
  );
}

function parseManifest(text: string): Manifest | undefined {
  const parsed = parseJSON(text);
  if (!isObject(parsed)) return undefined;
  const { format, versions, state, files } = parsed;
  const isComplete =
    typeof format === "number" && typeof state === "string" && isTexts(versions) && isTexts(files);
  return isComplete ? { format, versions, state, files } : undefined;
}

function isTexts(value: Document[string] | undefined): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((text) => typeof text === "string");
}

function parseJSON(text: string): Document[string] | undefined {
  try {
    return JSON.parse(text) as Document[string];
  } catch {
    // A merge that was not finished, a file that was cut off: no JSON is no baseline.
    return undefined;
  }
}

function printJSON(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
