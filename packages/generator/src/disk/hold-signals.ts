/** What ends a process from outside. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does something that must not be cut off: a signal that would end the process waits until it is done, then ends it.
 *
 * @param task is handed a function that throws once a signal waits, for places where it may stop and tidy up
 */
export async function holdSignals<Result>(
  task: (assertGoingOn: () => void) => Promise<Result>,
): Promise<Result> {
  let waiting: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => void (waiting ??= signal);
  for (const signal of SIGNALS) process.on(signal, hold);
  try {
    return await task(() => {
      if (waiting !== undefined) throw new Error(`Nothing was written: the run was ended by ${waiting}.`);
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, hold);
    // Where nobody else listens this ends the process, as it would have done before.
    if (waiting !== undefined && process.listenerCount(waiting) === 0) process.kill(process.pid, waiting);
  }
}
