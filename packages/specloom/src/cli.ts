#!/usr/bin/env node
import { processOutput } from "./process-output.ts";
import { runSpecloom } from "./run-specloom.ts";

// Whoever reads the output may stop reading (`specloom … | head`): that is no fault of anybody.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 2));

process.exitCode = await runSpecloom(process.argv.slice(2), processOutput(process.stdout, process.stderr));
