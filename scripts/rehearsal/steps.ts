// What a rehearsal does again and again: run a command, and say what was shown.
import { run, type Outcome } from "../../test/run.ts";

const begun = performance.now();

/** Prints what was shown, with the seconds since the start. */
export function show(text: string): void {
  console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${text}`);
}

export class RehearsalError extends Error {
  override readonly name = "RehearsalError";
}

/** Ends the rehearsal unless a condition holds. */
export function expectThat(holds: boolean, what: string, details = ""): void {
  if (!holds) throw new RehearsalError(`${what}\n${details}`);
  show(`ok     ${what}`);
}

/** A folder with commands that are run in it. */
export class Stage {
  readonly folder: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.#environment = environment;
  }

  run(command: string, ...args: readonly string[]): Promise<Outcome> {
    return run(command, args, { cwd: this.folder, environment: this.#environment, shell: true });
  }

  /** As {@link run}; a failure ends the rehearsal. */
  async runWell(command: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(command, ...args);
    if (code === 0) return stdout;
    throw new RehearsalError(`${command} ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
  }

  node(script: string, ...args: readonly string[]): Promise<Outcome> {
    return this.run(process.execPath, script, ...args);
  }

  nodeWell(script: string, ...args: readonly string[]): Promise<string> {
    return this.runWell(process.execPath, script, ...args);
  }
}
