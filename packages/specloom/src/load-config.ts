import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { SpecloomConfig } from "@specloom/generator";

import { checkConfig } from "./check-config.ts";
import { readIfThere } from "./read-if-there.ts";
import { UsageError } from "./usage-error.ts";

/** Where a configuration is looked for, in this order. */
export const CONFIG_FILES: readonly string[] = [
  "specloom.config.ts",
  "specloom.config.mts",
  "spec/specloom.config.ts",
];

export interface LoadedConfig {
  readonly config: SpecloomConfig;
  /** Absolute path of the file. */
  readonly path: string;
  /** Folder of the file, from which its paths start. */
  readonly directory: string;
}

/**
 * Loads a configuration, by Node's own type stripping if it is TypeScript.
 *
 * @param state tells one state of the file from another: Node loads each once
 * @throws UsageError where there is none, or none that can be used; what the disk says where it cannot be read
 */
export async function loadConfig(
  file: string | undefined,
  directory = ".",
  state = "",
): Promise<LoadedConfig> {
  const path = file === undefined ? await findConfig(directory) : resolve(directory, file);
  if ((await readIfThere(path)) === undefined) {
    throw new UsageError(`There is no configuration at ${path}. Give its place with --config FILE.`);
  }
  let exported: unknown;
  try {
    exported = await import(`${pathToFileURL(path).href}${state === "" ? "" : `?${state}`}`);
  } catch (error) {
    throw new UsageError(`The configuration ${path} cannot be loaded: ${reasonOf(error)}`, {
      cause: error,
      showsUsage: false,
    });
  }
  const config = checkConfig((exported as { default?: unknown }).default, path);
  return { config, path, directory: dirname(path) };
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  if (code !== "ERR_UNKNOWN_FILE_EXTENSION") return message;
  return `Node loads TypeScript by itself from 22.18 on, and this is ${process.version}.`;
}

async function findConfig(directory: string): Promise<string> {
  for (const file of CONFIG_FILES) {
    const path = resolve(directory, file);
    if ((await readIfThere(path)) !== undefined) return path;
  }
  throw new UsageError(
    `There is no configuration here: looked for ${CONFIG_FILES.join(", ")} in ${resolve(directory)}. ` +
      "Give its place with --config FILE.",
  );
}
