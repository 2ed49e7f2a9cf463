import type { Change, Verdict } from "./change.ts";
import type { Cells, Policy, TypeWitness } from "./types/type-report.ts";

/** One thing that differs, on both axes. */
export interface ComparedChange extends Change {
  /** Exported symbols that consumers see otherwise: `Pet.name`. Empty where there are none. */
  readonly symbols: readonly string[];
  readonly types: Verdict;
  /** Absent where no consumer sees the change. */
  readonly cells?: Cells;
  /** Code that no longer compiles. */
  readonly consumers: readonly TypeWitness[];
}

/** What two documents differ in. */
export interface Comparison {
  readonly wire: Verdict;
  readonly types: Verdict;
  readonly policy: Policy;
  readonly cells: Cells;
  readonly changes: readonly ComparedChange[];
  /** True where the documents differ at all, be it in a description; `info.version` is left out. */
  readonly differs: boolean;
}
