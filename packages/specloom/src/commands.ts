import type { Command } from "./command.ts";
import { generateCommand } from "./commands/generate-command.ts";

/** Every subcommand, in the order in which `--help` lists them. Each loads what it needs when it runs. */
export const commands: readonly Command[] = [generateCommand];
