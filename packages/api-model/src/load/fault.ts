import type { ProblemCode } from "../problem-codes.ts";

/** A problem without its place. */
export interface Fault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
  readonly line?: number;
}

/** First line of an error's message, without its full stop. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n", 1)[0] ?? "").trim().replace(/\.$/, "");
}
