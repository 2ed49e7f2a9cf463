import { resolve } from "node:path";

import type { LoadedDocument, LoadOptions } from "./load/loaded-document.ts";
import { findDuplicateMembers } from "./load/duplicate-members.ts";
import { readClosedDocument } from "./load/read-closed-document.ts";
import { readFileValue } from "./load/read-value.ts";

/**
 * Reads a document of OpenAPI or Swagger 2.0 and puts its files together into one, applies overlays, and brings Swagger
 * to OpenAPI 3.0. Nothing is fetched from a host that `remote` does not allow, and nothing is thrown: whatever is wrong is
 * in `problems`, all of it at once. What a broken `$ref` stood for is left out.
 *
 * @param file path of the root file, YAML or JSON
 * @example
 * const { document, problems } = await loadDocument("spec/openapi.yaml");
 */
export async function loadDocument(file: string, options: LoadOptions = {}): Promise<LoadedDocument> {
  const isAlone = (options.overlays ?? []).length === 0;
  const sound = isAlone ? await readSoundDocument(resolve(file), options.onJSON) : undefined;
  if (sound !== undefined) return sound;
  // The bundler is heavy, so it is loaded only where there is something to do for it.
  const { loadWithBundler } = await import("./load/load-with-bundler.ts");
  return loadWithBundler(file, options);
}

/** A document that there is nothing to say of; undefined where there is. */
async function readSoundDocument(
  file: string,
  onJSON: LoadOptions["onJSON"],
): Promise<LoadedDocument | undefined> {
  const { value, json } = await readFileValue(file, onJSON);
  if (value === undefined) return undefined;
  const closed = readClosedDocument(file, value);
  if (json !== undefined && findDuplicateMembers(json, closed?.members).length > 0) return undefined;
  if (closed !== undefined) {
    const { document, examplesPlaced } = closed;
    return {
      document,
      problems: [],
      files: [file],
      missing: [],
      ...(json !== undefined && { fromJSON: { examplesPlaced } }),
    };
  }
  const { bundleSoundFiles } = await import("./load/bundle-sound-files.ts");
  return bundleSoundFiles(file, value);
}
