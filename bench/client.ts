// `pnpm bench:client [--parts]`: what the generated client weighs, costs and survives, against openapi-fetch in the same run.
import { measureBundleSizes, measureParts } from "./client/bundle-size.ts";
import { measureCallTime } from "./client/call-time.ts";
import { measureFaults } from "./client/faults.ts";
import { measureTypeCost } from "./client/type-cost.ts";
import { report } from "./lib/figures.ts";

if (process.argv.includes("--parts")) console.table(await measureParts());
const seed = Number(process.env["SEED"] ?? 1);
console.log(`faults are drawn with seed ${seed} (set SEED to draw others)`);

await report("client", [
  ...(await measureBundleSizes()),
  ...(await measureCallTime()),
  ...measureTypeCost(),
  ...(await measureFaults(seed)),
]);
