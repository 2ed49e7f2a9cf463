// Time and chance, which tests replace.

/** Where the runtime takes time and chance from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  /** Calls back after so many milliseconds; the result undoes it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (milliseconds, callback) => {
    // Beyond that a timer goes off at once.
    const timer = setTimeout(callback, Math.min(milliseconds, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
