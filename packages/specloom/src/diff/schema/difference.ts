import type { Json, Pointer } from "@specloom/api-model";

import type { Case, Conjunction } from "./shape.ts";
import type { SchemaReader } from "./schema-reader.ts";

/**
 * What a difference lets the sender do. `refused`: it may be that the receiver refuses something; `narrower`: the receiver
 * takes more than is sent; `ignored`: a member is sent that the receiver does not know; `unsent`: the receiver knows a member
 * that is never sent.
 */
export type Outcome = "refused" | "narrower" | "ignored" | "unsent";

/** One thing in which what is sent differs from what is taken. */
export interface Difference {
  readonly kind: string;
  readonly outcome: Outcome;
  /** Pointer of the schema on each side; absent where that side says nothing. */
  readonly sender?: Pointer;
  readonly receiver?: Pointer;
  /** What differs: `maxLength`, `member "name"`. */
  readonly subject: string;
  /** What each side says about it. */
  readonly sent: string;
  readonly taken: string;
  /** Values at this place that the receiver may refuse: for a witness. */
  readonly candidates: () => readonly Json[];
}

/** What a place inside leads to. */
export interface Edge {
  readonly sender: Conjunction;
  readonly receiver: Conjunction;
  /** A value of the outer sender with the given value at this place. */
  readonly wrap: (value: Json) => Json | undefined;
  /** True where nothing but this place decides: what is refused here is refused outside. @default false */
  readonly isDecisive?: boolean;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly edges: readonly Edge[];
}

/** Two cases of one type, and what it takes to compare them. */
export interface CasePair<Kind extends Case = Case> {
  readonly sent: Kind;
  readonly taken: Kind;
  readonly at: Place;
}

/** Where a comparison stands, and whom to ask about schemas inside. */
export interface Place {
  readonly sender: SchemaReader;
  readonly receiver: SchemaReader;
  /** True where the sender sends only declared members. */
  readonly isClosed: boolean;
  /** True where values travel as text, as in a URL. */
  readonly isText: boolean;
  readonly pointers: { readonly sender?: Pointer; readonly receiver?: Pointer };
  /** Whether everything that satisfies the one satisfies the other; false where that is not proved. */
  readonly contains: (sender: Conjunction, receiver: Conjunction) => boolean;
  /** Whether everything that the receiver's schema allows satisfies the sender's, both read as they stand. */
  readonly reaches: (receiver: Conjunction, sender: Conjunction) => boolean;
}

interface Said {
  readonly kind: string;
  readonly outcome: Outcome;
  readonly subject?: string;
  readonly sent?: string | number;
  readonly taken?: string | number;
  readonly candidates?: () => readonly Json[];
  readonly pointers?: Place["pointers"];
}

/** A difference at a place; what is not said is left empty. */
export function differ(at: Place, said: Said): Difference {
  const { kind, outcome, subject = kind, sent = "", taken = "", candidates = () => [] } = said;
  const pointers = said.pointers ?? at.pointers;
  return { kind, outcome, subject, sent: String(sent), taken: String(taken), candidates, ...pointers };
}

/** Comparisons of several parts as one. */
export function joinComparisons(parts: readonly Comparison[]): Comparison {
  return {
    differences: parts.flatMap(({ differences }) => differences),
    edges: parts.flatMap(({ edges }) => edges),
  };
}
