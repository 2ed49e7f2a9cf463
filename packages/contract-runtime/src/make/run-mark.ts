// What the names of all that a run creates begin with, and how it is known again by a later run.

/** The mark of a run. @param runId eight hexadecimal digits, or {@link isMarked} does not know it */
export function runMark(runId: string): string {
  return `specloom-${runId}-`;
}

/** An id for a run: eight hexadecimal digits, which no name that a person gives is likely to have at that place. */
export function makeRunId(random: () => number): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
}

/** True for a name that some run gave: the mark, a count, and nothing or a space behind it. */
export function isMarked(name: unknown): boolean {
  return typeof name === "string" && /^specloom-[0-9a-f]{8}-\d+( |$)/.test(name);
}
