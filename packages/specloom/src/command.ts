import type { ExitCode } from "./exit-code.ts";
import type { OptionTable } from "./parse-options.ts";

/** Where a command writes; the process's own streams unless a test says otherwise. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Shows what a long run is doing, on one line that the next text replaces; shows nothing where nobody watches. */
  readonly progress: (step: string) => void;
}

/** A subcommand of `specloom`. Every one takes `--help`, which the runner answers, and `--json`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** What it takes beside `--help` and `--json`. */
  readonly options: OptionTable;
  /** Runs with the arguments after the name. @throws UsageError for arguments that it does not take */
  readonly run: (argv: readonly string[], output: Output) => Promise<ExitCode>;
}
