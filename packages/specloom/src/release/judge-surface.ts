// What a change of the declarations means for code that was written against them.
import type { Verdict } from "../diff/change.ts";
import { sameSurface } from "./seen-from.ts";
import type { Surface } from "./state.ts";

/** The type verdict of two surfaces, with what shows it. */
export interface SurfaceVerdict {
  readonly verdict: Verdict;
  readonly witnesses: readonly SurfaceWitness[];
}

/** Code of a consumer that compiles against the base and not against the revision. */
export interface SurfaceWitness {
  /** How that consumer writes: `reader`, `builder`, … */
  readonly style: string;
  readonly code: string;
  /** What the compiler says. */
  readonly message: string;
}

export function judgeSurface(base: Surface, revision: Surface): SurfaceVerdict {
  return { verdict: sameSurface(base, revision) ? "none" : "unknown", witnesses: [] };
}
