#!/usr/bin/env node
import module from "node:module";

import { describeOldNode } from "@specloom/api-model/node-floor";

const complaint = describeOldNode("specloom");
if (complaint === undefined) {
  // First of all, so that what is loaded next is compiled once and not in every run.
  module.enableCompileCache();
  const { processOutput } = await import("./process-output.ts");
  const { runSpecloom } = await import("./run-specloom.ts");

  // Whoever reads the output may stop reading (`specloom … | head`): that is no fault of anybody.
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 2));

  process.exitCode = await runSpecloom(process.argv.slice(2), processOutput(process.stdout, process.stderr));
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}
