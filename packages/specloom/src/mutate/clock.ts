import type { Subject } from "./subject.ts";

/** A clock that moves with each request and not by itself, so that two runs see the same times. */
export function createClock(): Pick<Subject, "now" | "wait"> & { readonly tick: () => void } {
  let time = Date.UTC(2026, 0, 1);
  return {
    now: () => time,
    tick: () => {
      time += STEP;
    },
    wait: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** Milliseconds a request. */
const STEP = 20;
