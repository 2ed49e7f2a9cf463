#!/usr/bin/env node
import { processOutput } from "./process-output.ts";
import { runSpecloom } from "./run-specloom.ts";

process.exitCode = await runSpecloom(process.argv.slice(2), processOutput(process.stdout, process.stderr));
