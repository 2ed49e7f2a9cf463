import type { Pointer } from "./model.ts";

/**
 * How bad it is: `fatal` stops generation; `degraded` loses something, named in the message; `cosmetic` loses nothing
 * but deserves a look.
 */
export type Severity = "fatal" | "degraded" | "cosmetic";

/** Something wrong with a document. Problems are collected and shown together, never thrown one at a time. */
export interface Problem {
  /** Stable, kebab-case: `duplicate-operation-id`. */
  readonly code: string;
  readonly severity: Severity;
  /** File in which it stands, as a path relative to the working directory where that is shorter. */
  readonly file?: string;
  readonly line?: number;
  readonly pointer: Pointer;
  /** What is wrong and what was found. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** One line a problem, and an indented one for its cure. */
export function formatProblem(problem: Problem): string {
  const file =
    problem.file === undefined
      ? ""
      : problem.line === undefined
        ? problem.file
        : `${problem.file}:${problem.line}`;
  return `${problem.severity} ${problem.code} ${file}${problem.pointer}\n  ${problem.message}\n  ${problem.hint}`;
}
