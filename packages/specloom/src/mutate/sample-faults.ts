import type { Suspect } from "./subject.ts";

/** Every so-manyth fault, from a place that the seed chooses: each has the same chance, and neighbours are alike. */
export function sampleFaults(suspect: Suspect, every: number, seed: number): Suspect {
  const first = Math.abs(seed) % every;
  return { ...suspect, faults: suspect.faults.filter((_, index) => index % every === first) };
}
