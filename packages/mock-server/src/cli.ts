#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { readFile } from "node:fs/promises";
import module from "node:module";
import { describeOldNode } from "@specloom/api-model/node-floor";
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
  const complaint = describeOldNode("specloom-mock");
  if (complaint !== undefined) {
    process.stderr.write(`${complaint}\n`);
    return 2;
  }
  const args = readArguments(process.argv.slice(2));
  if (args.kind === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (args.kind === "version") {
    const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
    process.stdout.write(`${(JSON.parse(text) as { version: string }).version}\n`);
    return 0;
  }
  if (args.kind === "wrong") {
    const { refuse } = await import("./cli/refuse.ts");
    return refuse(args.sentence, { json: process.argv.includes("--json"), usage: USAGE });
  }
  // What serves is large: help and usage do without it, and a second start finds it compiled.
  module.enableCompileCache();
  const { serve } = await import("./cli/serve.ts");
  return serve(args);
}
