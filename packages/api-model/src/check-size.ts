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

/** Nesting (a cycle is the extreme of it) or a number of values past the bounds; undefined where all is well. */
export function checkSize(document: unknown): SizeProblem | undefined {
  const waiting: { value: object; depth: number }[] = [];
  let seen = 0;
  const enter = (value: unknown, depth: number): void => {
    seen++;
    if (typeof value === "object" && value !== null) waiting.push({ value, depth });
  };
  enter(document, 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > DEEPEST) return tooDeep();
    if (seen > MOST) return tooLarge();
    for (const inner of Object.values(next.value)) enter(inner, next.depth + 1);
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
