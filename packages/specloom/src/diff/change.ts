import type { Json, Pointer } from "@specloom/api-model";

/**
 * What a change means on the wire. `breaking`: a sender can produce what the receiver refuses, and a witness shows it.
 * `additive`: more is possible than before. `none`: neither. `unknown`: it could not be decided; it counts as breaking.
 */
export type Verdict = "breaking" | "unknown" | "additive" | "none";

/** Which way the message travels; absent for what belongs to both. */
export type Direction = "request" | "response";

/** Proof of a breaking verdict: what one document allows and the other does not. */
export type Witness =
  /** A value that the sender's schema allows and the receiver's refuses, as Ajv judges. */
  | {
      readonly kind: "value";
      readonly value: Json;
      /**
       * The schemas that judge it: the smallest that decide, else those of the whole message or parameter. Absent on a side
       * that says nothing about the place.
       */
      readonly base?: Pointer;
      readonly revision?: Pointer;
    }
  /** A request or response that one document permits and the other does not. */
  | { readonly kind: "message"; readonly message: Message; readonly refusal: string };

/** A request, and the response to it where the response is what is judged. */
export interface Message {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  readonly response?: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body?: string;
  };
}

/** One thing that differs between two documents. */
export interface Change {
  /** Stable name of the kind of change: `property-required`. */
  readonly kind: string;
  /** `GET /pets`, `webhook POST newPet`; every operation that reaches the place. Empty for the document as a whole. */
  readonly operations: readonly string[];
  readonly direction?: Direction;
  /** Where it stands in the base; absent where the base has nothing. */
  readonly base?: Pointer;
  /** Where it stands in the revision; absent where the revision has nothing. */
  readonly revision?: Pointer;
  readonly wire: Verdict;
  /** One sentence: what was, what is, and what follows. */
  readonly why: string;
  readonly witness?: Witness;
}

/** What two documents differ in. */
export interface DocumentDiff {
  /** The worst verdict of all changes. */
  readonly wire: Verdict;
  readonly changes: readonly Change[];
  /** True where the documents differ at all, be it in a description; `info.version` is left out. */
  readonly differs: boolean;
}

const ORDER: readonly Verdict[] = ["none", "additive", "unknown", "breaking"];

/** The worse of two verdicts: breaking, then unknown, then additive, then none. */
export function worse(one: Verdict, other: Verdict): Verdict {
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
}
