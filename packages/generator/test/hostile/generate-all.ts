// Run as a process of its own that may read, and write into one folder, and nothing else: generates every document in the
// folders below it, twice, and prints what came of it.
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { formatProblem } from "@specloom/api-model";

import type { SpecloomConfig } from "../../src/config.ts";
import { printingHere } from "../../src/printing-thread/printing.ts";
import { generateWith } from "../../src/generate.ts";
import { sampleConfig } from "../emit-sample.ts";

/** What came of one document. */
export interface Generated {
  readonly name: string;
  readonly fatal: readonly string[];
  /** All problems, as the command prints them. */
  readonly told: string;
}

const [root = ""] = process.argv.slice(2);
const results: Generated[] = [];
for (const name of readdirSync(root)) {
  const written = JSON.stringify({ ...sampleConfig(""), document: "openapi.json" });
  const config = JSON.parse(written.replaceAll("@sample", `@${name}`)) as SpecloomConfig;
  const { problems } = await generateWith(printingHere, config, { directory: join(root, name, "first") });
  await generateWith(printingHere, config, { directory: join(root, name, "second") });
  const fatal = problems.filter(({ severity }) => severity === "fatal");
  const told = problems.map((problem) => formatProblem(problem)).join("\n");
  results.push({ name, fatal: fatal.map(({ message }) => message), told });
}
process.stdout.write(JSON.stringify(results));
