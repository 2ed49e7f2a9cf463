#!/usr/bin/env node
import { runSpecloom } from "./run-specloom.ts";

process.exitCode = await runSpecloom(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
