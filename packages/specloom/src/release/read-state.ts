// The working tree as a release would ship it.
import { resolve } from "node:path";

import { formatProblem, loadDocument, type LoadedDocument } from "@specloom/api-model";
import type { SpecloomConfig } from "@specloom/generator";

import { UsageError } from "../usage-error.ts";
import { readPublished } from "./read-surface.ts";
import type { ReleaseState } from "./state.ts";

/** Reads the document of a configuration, with the files that it consists of. */
export function loadConfigured(config: SpecloomConfig, directory: string): Promise<LoadedDocument> {
  const at = (path: string): string => resolve(directory, path);
  return loadDocument(at(config.document), {
    workingDirectory: directory,
    ...(config.overlays && { overlays: config.overlays.map(at) }),
    ...(config.remoteOrigins && { remote: { origins: config.remoteOrigins } }),
  });
}

/** Reads document and packages. @throws UsageError where one of them cannot be read */
export async function readState(config: SpecloomConfig, directory: string): Promise<ReleaseState> {
  const { document, problems } = await loadConfigured(config, directory);
  const fatal = problems.filter(({ severity }) => severity === "fatal");
  if (document === undefined || fatal.length > 0) {
    const reasons = fatal.map(formatProblem).join("\n");
    throw new UsageError(`${config.document} cannot be compared: mend it first.\n${reasons}`, {
      showsUsage: false,
    });
  }
  return { document, ...(await readPublished(config, directory)) };
}

/** Folder of what the last release shipped. */
export function releasedFolder(config: SpecloomConfig, directory: string): string {
  return config.released === undefined
    ? resolve(directory, config.names, "..", "released")
    : resolve(directory, config.released);
}
