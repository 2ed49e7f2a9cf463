import type { Pointer } from "./model.ts";
import { visibleLine } from "./visible-text.ts";

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

/** One line where it stands, an indented one for what is wrong and one for its cure; safe to print on a terminal. */
export function formatProblem(problem: Problem): string {
  const file =
    problem.file === undefined
      ? ""
      : problem.line === undefined
        ? problem.file
        : `${problem.file}:${problem.line}`;
  const place = `${problem.severity} ${problem.code} ${file}${problem.pointer}`;
  return [place, `  ${problem.message}`, `  ${problem.hint}`].map(visibleLine).join("\n");
}
