import { readFile } from "node:fs/promises";

import type { Output } from "./command.ts";
import { commands } from "./commands.ts";
import { ExitCode } from "./exit-code.ts";
import { UsageError } from "./usage-error.ts";

const HELP = `Usage: specloom COMMAND [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join("\n")}

  --help       print this, or with a command what it takes
  --version    print the version
`;

/** Runs one command line and gives the exit code; never throws. */
export async function runSpecloom(argv: readonly string[], output: Output): Promise<ExitCode> {
  // pnpm hands the `--` of `pnpm script -- --flag` on to the script.
  const [first, ...rest] = argv[0] === "--" ? argv.slice(1) : argv;
  try {
    if (first === "--help" || first === "-h" || first === "help") return print(output.out, HELP);
    if (first === "--version") return print(output.out, `${await version()}\n`);
    const command = commands.find(({ name }) => name === first);
    if (command === undefined) {
      throw new UsageError(first === undefined ? "A command is missing." : `There is no command ${first}.`);
    }
    return await runCommand({ command, argv: rest }, output);
  } catch (error) {
    output.error(`specloom: ${(error as Error).message}\n`);
    if (error instanceof UsageError) output.error(HELP);
    return ExitCode.cannotRun;
  }
}

async function runCommand(
  { command, argv }: { command: (typeof commands)[number]; argv: readonly string[] },
  output: Output,
): Promise<ExitCode> {
  try {
    return await command.run(argv, output);
  } catch (error) {
    output.error(`specloom ${command.name}: ${(error as Error).message}\n`);
    if (error instanceof UsageError) output.error(`\n${command.help}`);
    return ExitCode.cannotRun;
  }
}

function print(write: (text: string) => void, text: string): ExitCode {
  write(text);
  return ExitCode.good;
}

async function version(): Promise<string> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
