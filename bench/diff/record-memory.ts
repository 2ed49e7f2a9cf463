// Preloaded into a measured process: writes the most memory that it held, in bytes, when it ends.
import { writeFileSync } from "node:fs";

const file = process.env["SPECLOOM_BENCH_MEMORY"];
process.on("exit", () => {
  // Node gives kibibytes.
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
});
