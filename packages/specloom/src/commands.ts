import type { Command } from "./command.ts";
import { baselineCommand } from "./commands/baseline-command.ts";
import { changesetCommand } from "./commands/changeset-command.ts";
import { devCommand } from "./commands/dev-command.ts";
import { diffCommand } from "./commands/diff-command.ts";
import { generateCommand } from "./commands/generate-command.ts";
import { initCommand } from "./commands/init-command.ts";
import { mutateCommand } from "./commands/mutate-command.ts";

/** Every subcommand, in the order in which `--help` lists them. Each loads what it needs when it runs. */
export const commands: readonly Command[] = [
  initCommand,
  generateCommand,
  devCommand,
  diffCommand,
  changesetCommand,
  baselineCommand,
  mutateCommand,
];
