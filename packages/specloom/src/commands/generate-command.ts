import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import type { GenerationReport } from "../report-generation.ts";
import { loadConfig } from "../load-config.ts";
import { parseOptions } from "../parse-options.ts";

const HELP = `Usage: specloom generate [--check] [--config FILE] [--json]

Reads the OpenAPI document and brings the generated packages up to date.

  --check        write nothing; name each stale file and end with 1 if there is one
  --config FILE  the configuration (default: ./specloom.config.ts, else ./spec/specloom.config.ts)
  --json         print the result as JSON
  --help         print this

Exit codes: 0 all is well; 1 stale files or fatal problems of the document; 2 it could not run.
`;

export const generateCommand: Command = {
  name: "generate",
  summary: "make the types, the client and the contract tests from the document",
  help: HELP,
  run: async (argv, output) => {
    const { values } = parseOptions(argv, {
      check: { type: "boolean", default: false },
      config: { type: "string" },
    });
    return run(values, output);
  },
};

interface Options {
  readonly check: boolean;
  readonly json: boolean;
  readonly config?: string | undefined;
}

async function run({ check, json, config: file }: Options, output: Output): Promise<ExitCode> {
  const { config, directory } = await loadConfig(file);
  // Loaded only now, so that a wrong flag or `--help` is answered at once.
  const { generate } = await import("@specloom/generator");
  const { reportGeneration } = await import("../report-generation.ts");
  const result = await generate(config, { check, directory, onStep: output.progress });
  const report: GenerationReport = { result, check, command: config.command ?? "npx specloom generate" };
  if (json) output.out(`${JSON.stringify(result, undefined, 2)}\n`);
  else reportGeneration(report, output);
  const fatal = result.problems.some(({ severity }) => severity === "fatal");
  return fatal || (check && result.stale.length > 0) ? ExitCode.found : ExitCode.good;
}
