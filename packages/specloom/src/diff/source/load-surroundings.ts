// What stands around a comparison: how the packages look, and the names that were given before.
import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { formatProblem } from "@specloom/api-model";
import { readNamesLock } from "@specloom/generator";

import { CONFIG_FILES, loadConfig } from "../../load-config.ts";
import { UsageError } from "../../usage-error.ts";
import type { CompareOptions } from "../compare-documents.ts";
import type { SourceOptions } from "./load-source.ts";

export type Surroundings = Pick<CompareOptions, "config" | "names"> & { readonly source: SourceOptions };

/** Reads the configuration and its lock file; nothing where there is none. @throws UsageError for what cannot be read */
export async function loadSurroundings(file: string | undefined): Promise<Surroundings> {
  if (file === undefined && !CONFIG_FILES.some((path) => existsSync(path))) return { source: {} };
  const { config, directory } = await loadConfig(file);
  const { names, problems } = await readNamesLock(resolve(directory, config.names));
  if (problems.length > 0) {
    throw new UsageError(`The documents cannot be compared.\n${problems.map(formatProblem).join("\n")}`, {
      showsUsage: false,
    });
  }
  const source = {
    ...(config.overlays && { overlays: config.overlays.map((path) => resolve(directory, path)) }),
    ...(config.remoteOrigins && { remote: { origins: config.remoteOrigins } }),
  };
  return { config, ...(names && { names }), source };
}
