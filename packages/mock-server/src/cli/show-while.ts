import { visibleLine } from "@specloom/api-model";

/** What is used of a stream of the process. */
export interface WatchedStream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal, in characters. */
  readonly columns?: number;
}

/** Shows what takes its time, on one line that is gone afterwards; nothing where the stream is no terminal. */
export async function showWhile<Result>(
  stream: WatchedStream,
  text: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (stream.isTTY !== true || process.env["TERM"] === "dumb") return work();
  stream.write(`${visibleLine(text)} …`.slice(0, (stream.columns ?? 80) - 1));
  try {
    return await work();
  } finally {
    stream.write("\r\u001B[K");
  }
}
