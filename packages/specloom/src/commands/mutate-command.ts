import { resolve } from "node:path";

import { jsonText, visibleText } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadConfig } from "../load-config.ts";
import type { MutationRun } from "../mutate/run-mutations.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

const HELP = `Usage: specloom mutate [--config FILE | --document FILE] [options]

Runs the contract suite of a document against its mock server with one fault after the other, and says which it finds.

  --config FILE    the configuration (default: ./specloom.config.ts, else ./spec/specloom.config.ts)
  --document FILE  an OpenAPI document, instead of a configuration
  --minimal        one tenant and one token, and only the faults that people chose
  --group NAME     only the faults of this group
  --only ID        only the fault with this id
  --short          every twentieth fault, from a place that the seed chooses
  --seed N         what chooses test values (default: 1)
  --json           print the result as JSON
  --help           print this

Faults that no recorded request shows do not count. At least 98 % of the chosen ones must be found, 80 % with --minimal, and
90 % of the enumerated ones; with --group, --only or --short all of them are only counted.

Exit codes: 0 all is well; 1 too few are found, or the suite blames the server without a fault; 2 it could not run.
`;

const OPTIONS = {
  config: { type: "string" },
  document: { type: "string" },
  minimal: { type: "boolean", default: false },
  group: { type: "string" },
  only: { type: "string" },
  short: { type: "boolean", default: false },
  seed: { type: "string", default: "1" },
} as const;

export const mutateCommand: Command = {
  name: "mutate",
  summary: "count which faults of a server the contract tests find",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values } = parseOptions(argv, OPTIONS);
    const { config, document, group, only, seed, ...flags } = values;
    if (config !== undefined && document !== undefined)
      throw new UsageError("--config and --document say two things; give one of them.");
    if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed takes a whole number, not ${seed}.`);
    return run({ ...flags, config, document, group, only, seed: Number(seed) }, output);
  },
};

interface Options extends Omit<MutationRun, "document" | "load" | "onStep"> {
  readonly json: boolean;
  readonly config: string | undefined;
  readonly document: string | undefined;
}

async function run({ config, document, json, ...options }: Options, output: Output): Promise<ExitCode> {
  const source = document === undefined ? await sourceOf(config) : { document: resolve(document) };
  const { runMutations } = await import("../mutate/run-mutations.ts");
  const result = await runMutations({ ...options, ...source, onStep: output.progress });
  output.out(json ? jsonText(result) : visibleText(result.text));
  return result.holds ? ExitCode.good : ExitCode.found;
}

/** What a configuration says of the document, its overlays among it. */
async function sourceOf(file: string | undefined): Promise<Pick<MutationRun, "document" | "load">> {
  const { config, directory } = await loadConfig(file);
  const { document, overlays = [], remoteOrigins: origins } = config;
  const load = {
    overlays: overlays.map((overlay) => resolve(directory, overlay)),
    ...(origins && { remote: { origins } }),
  };
  return { document: resolve(directory, document), load };
}
