export type {
  ClientConfig,
  ContractTestsConfig,
  Decision,
  NameAliases,
  PackageConfig,
  PackageKey,
  SpecloomConfig,
} from "./config.ts";
export { compareFolder, type FolderComparison, type StaleReason } from "./disk/compare-folder.ts";
export { readNamesLock } from "./disk/names-lock-file.ts";
export { writeChanges, type Change } from "./disk/write-changes.ts";
export { isOpenEnum } from "./emit/types/print-literals.ts";
export type { EmitInput, EmittedFile } from "./emit/emitter.ts";
export { emitPackages, type EmittedPackages } from "./emit-packages.ts";
export { generate, type GenerateOptions } from "./generate.ts";
export type { FidelityCounts } from "./measure-fidelity.ts";
export type { GenerateResult } from "./generate-result.ts";
