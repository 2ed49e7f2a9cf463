/** Time, as a run sees it, in milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Holds each request back until its turn. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Lets requests go at even distances, so that a server never sees a burst. @param perSecond absent means at once */
export function createPace(perSecond: number | undefined, { now, sleep }: Clock): Pace {
  let next = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    if (perSecond === undefined) return;
    const begun = now();
    const turn = Math.max(begun, next);
    next = turn + 1000 / perSecond;
    if (turn > begun) await sleep(turn - begun, signal);
  };
}
