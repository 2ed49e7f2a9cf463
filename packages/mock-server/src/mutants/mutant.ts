import type { Mutation } from "../app/mutation.ts";
import type { Premise } from "./premises.ts";

/** The nine kinds of fault that users meet. */
export const MUTANT_GROUPS = [
  "status and protocol",
  "bodies",
  "validation",
  "lifecycle",
  "lists",
  "authentication",
  "tenants",
  "secrets",
  "robustness",
] as const;
export type MutantGroup = (typeof MUTANT_GROUPS)[number];

/** A server of the same document with one fault. */
export interface Mutant {
  /** Stable; `Prefer: mutant=ID` asks for it. */
  readonly id: string;
  readonly group: string;
  /** What it does wrong, in one sentence. */
  readonly sentence: string;
  /** Ids of the operations whose answers change; absent where that can be any. */
  readonly operations?: readonly string[];
  /** The change, with a memory of its own: once a mock. */
  readonly arm: () => Mutation;
}

/** A mutant as it is written: served only where the document has what it needs. */
export interface ChosenMutant extends Mutant {
  readonly group: MutantGroup;
  readonly needs: readonly Premise[];
}

/** One row: id, what the document must have, what goes wrong, the change. */
export type MutantRow = readonly [
  id: string,
  needs: readonly Premise[],
  sentence: string,
  arm: () => Mutation,
];

export function mutantsOf(group: MutantGroup, rows: readonly MutantRow[]): readonly ChosenMutant[] {
  return rows.map(([id, needs, sentence, arm]) => ({ id, group, needs, sentence, arm }));
}
