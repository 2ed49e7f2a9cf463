import { resolve } from "node:path";

import type { PackageKey, SpecloomConfig } from "./config.ts";

/** The configuration with every path absolute. */
export function resolveConfig(config: SpecloomConfig, directory: string): SpecloomConfig {
  const at = (path: string): string => resolve(directory, path);
  const { types, client, contractTests } = config.packages;
  return {
    ...config,
    document: at(config.document),
    ...(config.overlays && { overlays: config.overlays.map((overlay) => at(overlay)) }),
    names: at(config.names),
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
