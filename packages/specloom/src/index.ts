import type { SpecloomConfig } from "@specloom/generator";

export type {
  ContractTestsConfig,
  Decision,
  NameAliases,
  PackageConfig,
  SpecloomConfig,
} from "@specloom/generator";

/**
 * Types a configuration as it is written; gives it back as it is.
 *
 * @example
 * export default defineConfig({
 *   document: "openapi.yaml",
 *   names: "names.lock.json",
 *   environmentPrefix: "EXAMPLE",
 *   packages: {
 *     types: { name: "@example/types", folder: "../packages/types" },
 *     client: { name: "@example/client", folder: "../packages/client" },
 *     contractTests: { name: "@example/contract-tests", folder: "../packages/contract-tests", command: "example-contract" },
 *   },
 * });
 */
export function defineConfig(config: SpecloomConfig): SpecloomConfig {
  return config;
}
