/** A clock that moves with each request and not by itself, so that two runs see the same times. */
export function createClock(): { readonly now: () => number; readonly tick: () => void } {
  let time = Date.UTC(2026, 0, 1);
  return {
    now: () => time,
    tick: () => {
      time += STEP;
    },
  };
}

/** Milliseconds a request. */
const STEP = 20;
