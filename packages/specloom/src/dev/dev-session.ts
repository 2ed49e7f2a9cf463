// `specloom dev`: a round after each save, one at a time, until it is told to stop.
import { describeError } from "../describe-error.ts";
import { loadConfig, type LoadedConfig } from "../load-config.ts";
import { runRound, type Round } from "./dev-round.ts";
import { TypeChecker } from "./type-check.ts";
import { watchFiles } from "./watch-files.ts";

export interface SessionOptions {
  /** Configuration; looked for where it is not named. */
  readonly config: string | undefined;
  readonly directory?: string;
  readonly lint: string | undefined;
  /** Ends the session. */
  readonly signal: AbortSignal;
  readonly onStart: () => void;
  readonly onRound: (round: Round) => void;
}

/** Resolves when the signal aborts. @throws UsageError where there is no configuration to begin with */
export async function runSession(options: SessionOptions): Promise<void> {
  const { signal } = options;
  let loaded = await loadConfig(options.config, options.directory);
  const checker = new TypeChecker();
  let wake = ignore;
  let changed = new Set<string>();
  const watch = watchFiles((files) => {
    changed = new Set([...changed, ...files]);
    wake();
  });
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    for (let number = 0; !signal.aborted; number++) {
      const configuration = changed.has(loaded.path) ? await reload(loaded, `round-${number}`) : loaded;
      changed = new Set();
      options.onStart();
      if (typeof configuration === "string") options.onRound(withoutConfiguration(configuration));
      else {
        loaded = configuration;
        await follow({ ...options, loaded, checker }, watch);
      }
      if (changed.size === 0 && !signal.aborted) await new Promise<void>((resolve) => void (wake = resolve));
      wake = ignore;
    }
  } finally {
    watch.close();
  }
}

function ignore(): void {
  // Nobody waits.
}

interface Following extends SessionOptions {
  readonly loaded: LoadedConfig;
  readonly checker: TypeChecker;
}

/** A save during the round is a change, of a file that the round was the first to meet too. */
async function follow(options: Following, watch: ReturnType<typeof watchFiles>): Promise<void> {
  const { loaded, checker, lint, signal } = options;
  const begun = Date.now();
  const round = await runRound({ loaded, checker, lint, signal });
  await watch.follow([loaded.path, ...round.files], begun);
  options.onRound(round);
}

async function reload(before: LoadedConfig, state: string): Promise<LoadedConfig | string> {
  try {
    return await loadConfig(before.path, before.directory, state);
  } catch (error) {
    return describeError(error);
  }
}

function withoutConfiguration(fault: string): Round {
  return { stoppedBy: "configuration", faults: [fault], notes: [], written: 0, files: [] };
}
