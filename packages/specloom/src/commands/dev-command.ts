import { jsonLine } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { parseOptions } from "../parse-options.ts";

const HELP = `Usage: specloom dev [--lint COMMAND] [--config FILE] [--json]

After each save of a file of the document, until Ctrl-C: generates, lints, type-checks the packages, and says what changed since
the last release and by how much the versions would move. A file that is saved by half, or is wrong, is said and waited for.

  --lint COMMAND  a command line that ends with another code than 0 where it finds something
  --config FILE   the configuration (default: ./specloom.config.ts, else ./spec/specloom.config.ts)
  --json          print each round as JSON, one a line
  --help          print this

Exit codes: 0 it was stopped; 2 it could not begin.
`;

const OPTIONS = { lint: { type: "string" }, config: { type: "string" } } as const;

export const devCommand: Command = {
  name: "dev",
  summary: "generate, check and compare with the last release after each save",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values } = parseOptions(argv, OPTIONS);
    return run(values, output);
  },
};

interface Options {
  readonly lint?: string | undefined;
  readonly config?: string | undefined;
  readonly json: boolean;
}

async function run({ lint, config, json }: Options, output: Output): Promise<ExitCode> {
  const { runSession } = await import("../dev/dev-session.ts");
  const { formatRound } = await import("../dev/format-round.ts");
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  let number = 0;
  await runSession({
    config,
    lint,
    signal: controller.signal,
    onStart: () => output.progress("looking at the document"),
    onRound: (round) => {
      if (controller.signal.aborted) return;
      number++;
      if (json) output.out(jsonLine(round));
      else output.out(`\n== ${number}\n${formatRound(round)}`);
    },
  });
  return ExitCode.good;
}
