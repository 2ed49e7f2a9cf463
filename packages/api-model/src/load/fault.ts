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

/** What the system says of a file, without the path, which is named already, and the call. */
export function systemReason(error: unknown): string {
  return /^E[A-Z\d]+: ([^,]+)/.exec(firstLine(error))?.[1] ?? firstLine(error);
}

/** What a parser of YAML says: where it stands is told by file and line, and a file that is cut off needs another cure. */
export function describeSyntax(said: string): { readonly message: string; readonly hint: string } {
  const what = said.replace(/ in "[^"]*" \((\d+):(\d+)\)$/, " (line $1, column $2)");
  const isCut = /unexpected end of the (stream|file)|unclosed|was not closed/.test(what);
  return {
    message: `The file is neither YAML nor JSON: ${what}.`,
    hint: isCut
      ? "It ends too early: get the whole of it again, or close there what is open."
      : "Correct the syntax there.",
  };
}
