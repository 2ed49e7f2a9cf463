// The vocabulary of a contract run: what is checked, on whose authority, and what came of it. Plain data throughout, so
// that a plan and its results can be printed, sent between threads and written to a report.
import type { Method, Pointer } from "@specloom/api-model";
import type { Replay } from "./replay.ts";

/**
 * Why a correct server must hold a check: `stated` by the document (a pointer), by a `standard` (a section of an RFC),
 * `declared` under `x-specloom` (a pointer), or by a `convention` of the published list (its name).
 */
export interface Licence {
  readonly kind: "stated" | "standard" | "declared" | "convention";
  readonly source: string;
}

/** A stage of a run; each has its own way to make requests. */
export type Phase = "examples" | "coverage" | "lifecycle" | "laws" | "protection" | "fuzz";

/** One thing that must hold, known before anything is sent. */
export interface Check {
  /** Unique in a plan and stable between runs: `lifecycle/pets/updatePet/update-keeps-unsent`. */
  readonly id: string;
  /** Kind of check, from the table in `check-kinds.ts`: `update-keeps-unsent`. */
  readonly code: string;
  readonly operation: string;
  readonly method: Method;
  readonly path: string;
  readonly title: string;
  readonly licence: Licence;
  /** Where the document speaks of it. */
  readonly pointer: Pointer;
}

/** A sequence of calls and the checks that it decides. */
export interface Scenario {
  /** Unique in a plan and stable between runs: `lifecycle/pets`. */
  readonly id: string;
  readonly phase: Phase;
  readonly title: string;
  /** Node of the resource tree that it belongs to. */
  readonly resource: readonly string[];
  /** Ids of the operations that it calls, in document order. */
  readonly operations: readonly string[];
  readonly checks: readonly Check[];
}

/** A request as it may be shown: no credentials, no secrets. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** An answer as it may be shown: no secrets, long bodies cut. */
export interface ShownResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** One way in which a check did not hold. */
export interface Failure {
  readonly expected: string;
  readonly found: string;
  /** The keyword or object of the document that was broken; more exact than the check's own pointer. */
  readonly pointer: Pointer;
  /** True where the document marks what it says there as an assumption. */
  readonly assumed: boolean;
  readonly request?: ShownRequest;
  /** Absent where no answer came. */
  readonly response?: ShownResponse;
  /** A shell line that sends the request again; credentials are shell variables. */
  readonly curl?: string;
  /** What led to it; absent where that cannot be written down. */
  readonly replay?: Replay;
}

/** What came of one check. */
export interface CheckResult {
  readonly check: Check;
  readonly scenario: string;
  readonly verdict: "held" | "broken" | "not-judged";
  /** Why it was not judged. */
  readonly reason?: string;
  /** Set where it is broken. */
  readonly failure?: Failure;
  /** Set where it is broken and does not fail the run: listed among the known failures, or a convention that only warns. */
  readonly waived?: { readonly by: "known-failures" | "conventions"; readonly reason: string };
}
