// What a network does to a call now and then: seeded, so that a run can be had again.
import { createRandom, type Random } from "../random.ts";

/**
 * `unavailable`: refused with 503 and `Retry-After` before anything took effect; `unheard`: the connection ends before the
 * request is read; `unanswered`: it takes effect, and the connection ends without an answer.
 */
export type Mishap = "unavailable" | "unheard" | "unanswered";

const MISHAPS: readonly Mishap[] = ["unavailable", "unheard", "unanswered"];

/** Asked once a request; undefined where nothing happens to it. */
export function createMishaps(rate: number, seed: number): () => Mishap | undefined {
  const random: Random = createRandom(seed ^ 0x5eed);
  return () => (random() < rate ? MISHAPS[Math.floor(random() * MISHAPS.length)] : undefined);
}
