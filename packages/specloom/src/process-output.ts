import type { Output } from "./command.ts";

/** What is used of a stream of the process. */
export interface OutputStream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal, in characters. */
  readonly columns?: number;
}

const CLEAR_LINE = "\r\u001B[K";

/** Writes to the process's streams. A progress line appears only where stderr is a terminal, and is wiped before other text. */
export function processOutput(stdout: OutputStream, stderr: OutputStream): Output {
  let showing = false;
  const after = (write: (text: string) => void) => (text: string) => {
    if (showing) stderr.write(CLEAR_LINE);
    showing = false;
    write(text);
  };
  const watched = stderr.isTTY === true && process.env["TERM"] !== "dumb";
  return {
    out: after((text) => void stdout.write(text)),
    error: after((text) => void stderr.write(text)),
    progress: (step) => {
      if (!watched) return;
      const width = (stderr.columns ?? 80) - 1;
      stderr.write(`${CLEAR_LINE}${`${step} …`.slice(0, width)}`);
      showing = true;
    },
  };
}
