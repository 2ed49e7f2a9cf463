import { jsonText } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import type { GenerationReport } from "../report-generation.ts";
import { loadConfig } from "../load-config.ts";
import { parseOptions } from "../parse-options.ts";

const HELP = `Usage: specloom generate [--check | --force] [--strict] [--verbose] [--config FILE] [--json]

Reads the OpenAPI document and brings the generated packages up to date.

  --check        write nothing; name each stale file and end with 1 if there is one
  --strict       write nothing and end with 1 if anything of the document is lost
  --force        make everything anew, also where nothing has changed since the last run
  --verbose      name every problem; otherwise the first five of a kind and the number of the rest
  --config FILE  the configuration (default: ./specloom.config.ts, else ./spec/specloom.config.ts)
  --json         print the result as JSON
  --help         print this

A flawed document becomes all that can be made of it; what is lost is named. Where the document, the configuration,
Specloom and the generated files are as the last run left them, nothing is done; \`--check\` always looks.

Exit codes: 0 all is well; 1 stale files, fatal problems of the document, or with --strict degraded ones; 2 it could not run.
`;

const OPTIONS = {
  check: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
  config: { type: "string" },
} as const;

export const generateCommand: Command = {
  name: "generate",
  summary: "make the types, the client and the contract tests from the document",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values } = parseOptions(argv, OPTIONS);
    return run(values, output);
  },
};

interface Options {
  readonly check: boolean;
  readonly strict: boolean;
  readonly force: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly config?: string | undefined;
}

async function run(options: Options, output: Output): Promise<ExitCode> {
  const { check, strict, force, verbose, json, config: file } = options;
  const { config, directory } = await loadConfig(file);
  // Loaded only now, so that a wrong flag or `--help` is answered at once.
  const { generate } = await import("@specloom/generator");
  const { refusals, reportGeneration } = await import("../report-generation.ts");
  const result = await generate(config, { check, strict, force, directory, onStep: output.progress });
  const report: GenerationReport = {
    result,
    check,
    strict,
    verbose,
    command: config.command ?? "npx specloom generate",
  };
  if (json) output.out(jsonText(result));
  else reportGeneration(report, output);
  return refusals(report).length > 0 || (check && result.stale.length > 0) ? ExitCode.found : ExitCode.good;
}
