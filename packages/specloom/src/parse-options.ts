import { parseArgs, type ParseArgsConfig } from "node:util";

import { UsageError } from "./usage-error.ts";

/** Options as `parseArgs` of Node takes them. */
export type OptionTable = NonNullable<ParseArgsConfig["options"]>;

const JSON_OPTION = { json: { type: "boolean", default: false } } as const;

interface Config<Options extends OptionTable> {
  readonly args: readonly string[];
  readonly options: Options & typeof JSON_OPTION;
  readonly allowPositionals: true;
}

/** What {@link parseOptions} gives back. */
export type Parsed<Options extends OptionTable> = ReturnType<typeof parseArgs<Config<Options>>>;

/**
 * Reads the arguments of a command; `--json` is known to every one.
 *
 * @param most number of arguments without a flag that the command takes
 * @throws UsageError for a flag or an argument that it does not take, and for a flag without its value
 */
export function parseOptions<const Options extends OptionTable>(
  argv: readonly string[],
  options: Options,
  most = 0,
): Parsed<Options> {
  try {
    const parsed = parseArgs<Config<Options>>({
      args: argv,
      options: { ...options, ...JSON_OPTION },
      allowPositionals: true,
    });
    const [extra] = parsed.positionals.slice(most);
    if (extra !== undefined) throw new UsageError(`There is one argument too many: ${extra}.`);
    return parsed;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message, { cause: error });
  }
}
