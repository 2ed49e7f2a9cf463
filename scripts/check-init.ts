// `pnpm check:init`: the guide of `specloom init`, followed with the package managers that `pnpm test` leaves out for time.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runNode } from "./child-process.ts";

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
// Without a report: that of `pnpm test` is what is counted.
process.exitCode = await runNode(vitest, ["run", "test/init.test.ts", "--reporter=default"], {
  environment: { INIT_MANAGERS: "pnpm,yarn,yarn-classic" },
});
