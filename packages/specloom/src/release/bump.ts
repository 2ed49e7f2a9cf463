import type { Verdict } from "../diff/change.ts";

/** How far a version moves. */
export type Bump = "patch" | "minor" | "major";

const ORDER: readonly Bump[] = ["patch", "minor", "major"];

export function isBump(text: string | undefined): text is Bump {
  return ORDER.includes(text as Bump);
}

/** The greater of two; undefined is none at all. */
export function greater<Some extends Bump | undefined>(one: Some, other: Some): Some {
  return rank(one) >= rank(other) ? one : other;
}

export function isLess(one: Bump | undefined, other: Bump | undefined): boolean {
  return rank(one) < rank(other);
}

function rank(bump: Bump | undefined): number {
  return bump === undefined ? -1 : ORDER.indexOf(bump);
}

/**
 * What a verdict asks of a version (Semantic Versioning 2.0.0). From 1.0.0 on what breaks is major, what adds is minor and
 * the rest patch; before, what breaks is minor and the rest patch (clause 4: anything may change). What could not be decided
 * counts as breaking.
 */
export function bumpFor(verdict: Verdict, version: string): Bump {
  const isInitial = version.startsWith("0.");
  if (verdict === "breaking" || verdict === "unknown") return isInitial ? "minor" : "major";
  return verdict === "additive" && !isInitial ? "minor" : "patch";
}
