import { relative } from "node:path";

import { jsonText, visibleText } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadConfig } from "../load-config.ts";
import { parseOptions } from "../parse-options.ts";

const HELP = `Usage: specloom baseline [--config FILE] [--json]

Writes down what the release ships that is being made: the bundled document, and what consumers of the generated packages
compile against. Later changes are compared with it. It belongs behind the command that moves the version numbers:

  changeset version && specloom generate && specloom baseline

  --config FILE  the configuration (default: ./specloom.config.ts, else ./spec/specloom.config.ts)
  --json         print the result as JSON
  --help         print this

The folder is released/ beside the lock file of names, unless the configuration names another (released).

Exit codes: 0 done; 1 the generated files are out of date, or the packages differ from the last release and have its version;
2 it could not run, as where the folder is damaged.
`;

const OPTIONS = { config: { type: "string" } } as const;

export const baselineCommand: Command = {
  name: "baseline",
  summary: "write down what this release ships, for later changes to be compared with",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values } = parseOptions(argv, OPTIONS);
    return run(values, output);
  },
};

interface Options {
  readonly config?: string | undefined;
  readonly json: boolean;
}

async function run({ config: file, json }: Options, output: Output): Promise<ExitCode> {
  const { config, directory } = await loadConfig(file);
  const { makeBaseline } = await import("../release/make-baseline.ts");
  const result = await makeBaseline(config, directory, output.progress);
  if (json) output.out(jsonText(result));
  else if (result.refusal !== undefined) output.error(`specloom baseline: ${visibleText(result.refusal)}\n`);
  else {
    const names = Object.entries(result.versions).map(([name, version]) => `${name} ${version}`);
    output.out(
      visibleText(`${relative(".", result.folder)}: ${result.written} files written; ${names.join(", ")}\n`),
    );
  }
  return result.refusal === undefined ? ExitCode.good : ExitCode.found;
}
