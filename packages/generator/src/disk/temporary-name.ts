import { randomUUID } from "node:crypto";

/** A name beside a file for what is being written, and for whom: another run must leave it alone. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.${randomUUID()}.tmp`;
}

/** True for a temporary file of another process that runs; those of a process that is gone are nobody's. */
export function isInUse(path: string): boolean {
  const owner = Number(/\.(\d+)\.[\da-f-]{36}\.tmp$/.exec(path)?.[1] ?? 0);
  return owner !== 0 && owner !== process.pid && runs(owner);
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
