import { dirname, resolve } from "node:path";

import type { PackageKey, SpecloomConfig } from "./config.ts";

/** A configuration with every path absolute, and every one there. */
export interface ResolvedConfig extends SpecloomConfig {
  readonly fidelity: string;
}

/** The configuration with every path absolute. */
export function resolveConfig(config: SpecloomConfig, directory: string): ResolvedConfig {
  const at = (path: string): string => resolve(directory, path);
  const { types, client, contractTests } = config.packages;
  return {
    ...config,
    document: at(config.document),
    ...(config.overlays && { overlays: config.overlays.map((overlay) => at(overlay)) }),
    names: at(config.names),
    fidelity:
      config.fidelity === undefined
        ? resolve(dirname(at(config.names)), "fidelity.json")
        : at(config.fidelity),
    packages: {
      types: { ...types, folder: at(types.folder) },
      client: { ...client, folder: at(client.folder) },
      contractTests: { ...contractTests, folder: at(contractTests.folder) },
    },
  };
}

/** Folder of a package that belongs to the generator alone. */
export function generatedFolder(config: SpecloomConfig, key: PackageKey): string {
  return resolve(config.packages[key].folder, "src", "generated");
}
