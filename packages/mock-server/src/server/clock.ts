/** A clock that can be set: from then on it runs as the real one does. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly set: (now: number) => void;
}

export function createClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    set: (now) => {
      ahead = now - Date.now();
    },
  };
}
