// What people decided about changes that the comparison could not decide.
import { resolvePointer, type Document, type Json, type Pointer } from "@specloom/api-model";
import type { Decision } from "@specloom/generator";

import type { ComparedChange } from "../diff/comparison.ts";
import { canonicalText, hashText } from "./state.ts";

/** The two documents of a comparison. */
export interface DocumentPair {
  readonly base: Document;
  readonly revision: Document;
}

/**
 * Identifies a change with what stands in its two places, so that a decision about it ends with the next edit there: twelve
 * hexadecimal digits.
 */
export function identifyChange(change: ComparedChange, { base, revision }: DocumentPair): string {
  const parts: Json[] = [
    change.kind,
    change.direction ?? null,
    change.symbols,
    change.base ?? null,
    change.revision ?? null,
    valueAt(base, change.base),
    valueAt(revision, change.revision),
  ];
  return hashText(canonicalText(parts)).slice(0, 12);
}

function valueAt(document: Document, pointer: Pointer | undefined): Json {
  return pointer === undefined ? null : (resolvePointer(document, pointer) ?? null);
}

/** Where a decision about a change says that it belongs. */
export function placeOf({ revision, base }: ComparedChange): Pointer {
  return revision ?? base ?? "#";
}

/** The decision about a change; only what is `unknown` on one of the axes can be decided, for the rest there is proof. */
export function findDecision(
  change: ComparedChange,
  documents: DocumentPair,
  decisions: readonly Decision[],
): Decision | undefined {
  const isOpen = change.wire === "unknown" || change.types === "unknown";
  if (!isOpen || decisions.length === 0) return undefined;
  const id = identifyChange(change, documents);
  return decisions.find((decision) => decision.change === id && decision.at === placeOf(change));
}
