import type { Pointer } from "@specloom/api-model";

import type { Direction, Verdict, Witness } from "../change.ts";

/** A change before its verdict is proved. */
export interface Found {
  readonly kind: string;
  readonly operation?: string;
  readonly direction?: Direction;
  readonly base?: Pointer;
  readonly revision?: Pointer;
  /** `breaking` only as far as `prove` finds a witness. */
  readonly verdict: Verdict;
  readonly why: string;
  readonly prove?: () => Witness | undefined;
}

/** Which document sends and which receives. */
export interface Flow {
  readonly direction: Direction;
  /** True in requests to the API and in answers to webhooks: there it is the base that sends. */
  readonly isBaseSending: boolean;
}

/** Pointers of the two sides of a flow, as base and revision. */
export function placesOf(
  { isBaseSending }: Flow,
  { sender, receiver }: { sender?: Pointer | undefined; receiver?: Pointer | undefined },
): { readonly base?: Pointer; readonly revision?: Pointer } {
  const [base, revision] = isBaseSending ? [sender, receiver] : [receiver, sender];
  return { ...(base !== undefined && { base }), ...(revision !== undefined && { revision }) };
}

/** What follows from a difference for those who built on the base. */
export function verdictOf(
  { isBaseSending }: Flow,
  outcome: "refused" | "narrower" | "ignored" | "unsent",
): Verdict {
  switch (outcome) {
    case "refused":
      return "breaking";
    case "ignored":
      return isBaseSending ? "none" : "additive";
    default:
      return isBaseSending ? "additive" : "none";
  }
}
