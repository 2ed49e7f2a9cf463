import { defineConfig, type SpecloomConfig } from "specloom";

/** What the generated packages look like. What a server must know stands in the document, under `x-specloom`. */
const config: SpecloomConfig = defineConfig({
  document: "openapi.yaml",
  names: "names.lock.json",
  environmentPrefix: "KEYCARD_API",
  packages: {
    types: { name: "@specloom/keycard-types", folder: "../packages/types" },
    client: { name: "@specloom/keycard-client", folder: "../packages/client", validation: true },
    contractTests: {
      name: "@specloom/keycard-contract-tests",
      folder: "../packages/contract-tests",
      command: "keycard-contract",
    },
  },
  command: "pnpm generate",
});

export default config;
