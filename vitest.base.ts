import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What every package's tests share; the JSON report is what `scripts/count-tests.ts` adds up. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    reporters: ["default", "json"],
    outputFile: { json: "test-results/vitest.json" },
    // Only a hang should end a test by time, however busy the machine is.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
export default config;
