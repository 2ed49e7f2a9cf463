// What the difference of two published surfaces means for whoever compiles against them. Types only, but for the lists of styles.
import type { Pointer } from "@specloom/api-model";

import type { Verdict } from "../change.ts";

/** How code uses what is published. */
export const CONSUMER_STYLES = [
  /** Reads every member of what operations answer, and of what is only received. */
  "reader",
  /** Makes what operations take, as fresh literals of the exported types. */
  "builder",
  /** Imports every name from every entry. */
  "importer",
  /** Calls every operation and function with its arguments by position, objects as fresh literals. */
  "positional caller",
  /** Sends back what was read. */
  "round trip",
  /** Tells the members of a union apart, and has none left over. */
  "exhaustive switch",
  /** Has one entry for each key of an exported type. */
  "map over keys",
  /** Stands in for resources and answers in tests. */
  "hand-written fake",
] as const;

export type ConsumerStyle = (typeof CONSUMER_STYLES)[number];

/** Whom a version owes stability: `standard` the first five styles, `strict` all of them. */
export type Policy = "standard" | "strict";

export const POLICIES: Readonly<Record<Policy, readonly ConsumerStyle[]>> = {
  standard: CONSUMER_STYLES.slice(0, 5),
  strict: CONSUMER_STYLES,
};

/** The verdict for each style of consumer, whatever the policy. */
export type Cells = Readonly<Record<ConsumerStyle, Verdict>>;

/** Code of a consumer that compiles against the base, and what the compiler says of it against the revision. */
export interface TypeWitness {
  readonly style: ConsumerStyle;
  readonly code: string;
  readonly message: string;
}

/** One exported symbol, or one member of it, that consumers see otherwise than before. */
export interface TypeChange {
  /** The package that exports it: `@example/types`. */
  readonly package: string;
  /** Name of the exported symbol, with the member where one alone changed: `Pet`, `Pet.owner.name`, `Pets.create`. */
  readonly symbol: string;
  /** `GET /pets` */
  readonly operations: readonly string[];
  /** Where the documents describe it; absent where they do not. */
  readonly base?: Pointer;
  readonly revision?: Pointer;
  /** The worst of the cells that the policy counts. */
  readonly types: Verdict;
  readonly cells: Cells;
  /** One sentence. */
  readonly why: string;
  /** One for each cell that is breaking. */
  readonly witnesses: readonly TypeWitness[];
}

/** The type verdict. */
export interface TypeReport {
  readonly policy: Policy;
  /** The worst verdict of the cells that the policy counts. */
  readonly types: Verdict;
  /** The worst of all changes, cell by cell. */
  readonly cells: Cells;
  readonly changes: readonly TypeChange[];
}
