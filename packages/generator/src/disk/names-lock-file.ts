import type { NamesLock, Problem } from "@specloom/api-model";

import { jsonText } from "../print/string-literal.ts";
import { readFileIfThere } from "./read-file-if-there.ts";

/** Reads the lock file; a missing one is an empty lock, a damaged one a fatal problem. */
export async function readNamesLock(
  file: string,
): Promise<{ readonly names?: NamesLock; readonly text?: string; readonly problems: readonly Problem[] }> {
  const text = (await readFileIfThere(file))?.toString("utf8");
  if (text === undefined) return { problems: [] };
  try {
    const names: unknown = JSON.parse(text);
    if (isNamesLock(names)) return { names, text, problems: [] };
    return { text, problems: [damaged(file, "it holds no lists of operations and schemas")] };
  } catch (error) {
    return { text, problems: [damaged(file, (error as Error).message)] };
  }
}

function isNamesLock(value: unknown): value is NamesLock {
  const { operations, schemas } = Object(value) as { operations?: unknown; schemas?: unknown };
  return Array.isArray(operations) && Array.isArray(schemas);
}

export function printNamesLock(names: NamesLock): string {
  return `${jsonText(names)}\n`;
}

function damaged(file: string, what: string): Problem {
  return {
    code: "names-lock-damaged",
    severity: "fatal",
    file,
    pointer: "#",
    message: `The lock file of names is not readable: ${what}.`,
    hint: "Restore it from version control. Without it, names that were given before may change.",
  };
}
