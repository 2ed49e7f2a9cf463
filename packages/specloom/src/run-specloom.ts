import { readFile } from "node:fs/promises";

import { jsonText, visibleText } from "@specloom/api-model";

import type { Command, Output } from "./command.ts";
import { commands } from "./commands.ts";
import { describeError } from "./describe-error.ts";
import { ExitCode } from "./exit-code.ts";
import { UsageError } from "./usage-error.ts";

const HELP = `Usage: specloom COMMAND [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join("\n")}

  --help       print this, or with a command what it takes
  --version    print the version

Every command takes --help and --json; with --json, stdout holds one JSON value, { "error": … } where it could not run.
Exit codes: 0 all is well; 1 it found something; 2 it could not run.
`;

/** Runs one command line and gives the exit code; never throws. */
export async function runSpecloom(argv: readonly string[], output: Output): Promise<ExitCode> {
  // pnpm hands the `--` of `pnpm script -- --flag` on to the script.
  const [first, ...rest] = argv[0] === "--" ? argv.slice(1) : argv;
  if (first === "--help" || first === "-h" || first === "help") return print(output.out, HELP);
  if (first === "--version") return print(output.out, `${await version()}\n`);
  const command = commands.find(({ name }) => name === first);
  if (command !== undefined) return runCommand({ command, argv: rest }, output);
  const message = first === undefined ? "A command is missing." : `There is no command ${first}.`;
  if (asksForJSON(argv)) output.out(jsonText({ error: message }));
  output.error(`specloom: ${visibleText(message)}\n\n${HELP}`);
  return ExitCode.cannotRun;
}

async function runCommand(
  { command, argv }: { readonly command: Command; readonly argv: readonly string[] },
  output: Output,
): Promise<ExitCode> {
  if (argv.includes("--help") || argv.includes("-h")) return print(output.out, command.help);
  try {
    return await command.run(argv, output);
  } catch (error) {
    const message = describeError(error);
    if (asksForJSON(argv)) output.out(jsonText({ error: message }));
    output.error(`specloom ${command.name}: ${visibleText(message)}\n`);
    if (error instanceof UsageError && error.showsUsage) output.error(`\n${command.help}`);
    return ExitCode.cannotRun;
  }
}

/** `--json`, or what two commands take for the same. */
function asksForJSON(argv: readonly string[]): boolean {
  return argv.some(
    (argument, index) =>
      argument === "--json" ||
      argument === "--format=json" ||
      (argument === "--format" && argv[index + 1] === "json"),
  );
}

function print(write: (text: string) => void, text: string): ExitCode {
  write(text);
  return ExitCode.good;
}

async function version(): Promise<string> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
