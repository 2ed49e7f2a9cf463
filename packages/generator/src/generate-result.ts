import type { Problem } from "@specloom/api-model";

import type { FidelityCounts } from "./measure-fidelity.ts";
import type { StaleReason } from "./disk/compare-folder.ts";

/** What a run did, as data. Paths are absolute. */
export interface GenerateResult {
  /** Files written; empty in check mode. */
  readonly written: readonly string[];
  /** Files deleted because nothing emits them any more; empty in check mode. */
  readonly deleted: readonly string[];
  /** Files that were as they should be. */
  readonly unchanged: readonly string[];
  /** Files that were not as they should be when the run began. */
  readonly stale: readonly { readonly path: string; readonly reason: StaleReason }[];
  /** True where nothing had changed since the last run, so that nothing was made and the rest is what that run gave. */
  readonly reused: boolean;
  /** Everything wrong with the document; with a fatal one nothing was written. */
  readonly problems: readonly Problem[];
  /** How much the document holds. */
  readonly counts: { readonly operations: number; readonly schemas: number };
  /** How much of it arrives, in keywords; absent where it was not read to the end. */
  readonly fidelity?: FidelityCounts;
}
