#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { enableCompileCache } from "node:module";
import { readArguments, USAGE } from "./cli/read-arguments.ts";

// Whoever reads the output may stop reading (`specloom-mock … | head -1` to learn the port): the server goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") process.exit(2);
  });
}

process.exitCode = await run();

/** Exit code: 0 stopped by a signal, 1 the document cannot be served, 2 it could not run. */
async function run(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (args.kind === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (args.kind === "wrong") {
    process.stderr.write(`specloom-mock: ${args.sentence}\n\n${USAGE}`);
    return 2;
  }
  // What serves is large: help and usage do without it, and a second start finds it compiled.
  enableCompileCache();
  const { serve } = await import("./cli/serve.ts");
  return serve(args);
}
