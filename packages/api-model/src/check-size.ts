import type { ProblemCode } from "./problem-codes.ts";

/** Levels of nesting; what people write stays below 100. Without a bound a cycle of YAML aliases would never end. */
const DEEPEST = 500;
/** Values in the document, aliases counted each time: an 11 MB document has a quarter of a million. */
const MOST = 5_000_000;

/** What makes a document too much to read. */
export interface SizeProblem {
  readonly code: Extract<ProblemCode, "too-deep" | "too-large">;
  readonly message: string;
  readonly hint: string;
}

/** A {@link SizeProblem}, thrown where nothing can be returned. */
export class SizeError extends Error {
  override readonly name = "SizeError";
  readonly problem: SizeProblem;

  constructor(problem: SizeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** True past the bounds of {@link checkSize}, for who walks a document anyway. */
export function isTooMuch(depth: number, values: number): boolean {
  return depth > DEEPEST || values > MOST;
}

/** Documents that were walked to their end, and are not changed any more. */
const walked = new WeakSet<object>();

/** Spares {@link checkSize} a document of which {@link isTooMuch} said no. */
export function noteSize(document: object): void {
  walked.add(document);
}

/** Nesting (a cycle is the extreme of it) or a number of values past the bounds; undefined where all is well. */
export function checkSize(document: unknown): SizeProblem | undefined {
  if (typeof document === "object" && document !== null && walked.has(document)) return undefined;
  let level: unknown[] = [document];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      if (depth > DEEPEST) return tooDeep();
      if (seen > MOST) return tooLarge();
      for (const inner of Object.values(value)) {
        seen++;
        if (typeof inner === "object") below.push(inner);
      }
    }
    level = below;
  }
  return undefined;
}

/** @throws {SizeError} where {@link checkSize} finds a problem */
export function assertSize(document: unknown): void {
  const problem = checkSize(document);
  if (problem !== undefined) throw new SizeError(problem);
}

export function tooDeep(): SizeProblem {
  return {
    code: "too-deep",
    message: `The document nests deeper than ${DEEPEST} levels, or without end.`,
    hint: "Look for a YAML alias, or a $ref between files, that leads back to where it stands; use components and local $refs there.",
  };
}

function tooLarge(): SizeProblem {
  return {
    code: "too-large",
    message: `The document expands to more than ${MOST.toLocaleString("en")} values.`,
    hint: "Look for YAML aliases that multiply each other.",
  };
}
