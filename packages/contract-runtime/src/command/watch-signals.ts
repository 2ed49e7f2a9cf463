/** A signal of the operating system, as an `AbortSignal`. */
export interface SignalWatch {
  /** Raised by the first Ctrl-C (SIGINT) or SIGTERM. */
  readonly signal: AbortSignal;
  end(): void;
}

/** Watches for Ctrl-C. After the second one the process ends at once, with 130. */
export function watchSignals(onFirst: () => void, onSecond: () => void): SignalWatch {
  const stop = new AbortController();
  const hear = (): void => {
    if (stop.signal.aborted) {
      onSecond();
      process.exit(130);
    }
    stop.abort();
    onFirst();
  };
  process.on("SIGINT", hear);
  process.on("SIGTERM", hear);
  return {
    signal: stop.signal,
    end: () => {
      process.removeListener("SIGINT", hear);
      process.removeListener("SIGTERM", hear);
    },
  };
}
