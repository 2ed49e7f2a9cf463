import { escapeText } from "../report/escape-text.ts";

/** One line that tells how far a run is. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** A progress line on a terminal; silent where the stream is none, so that logs stay clean. */
export function openProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  const clear = (): void => void stream.write("\r\u001B[K");
  return {
    show: (text) => {
      clear();
      stream.write(escapeText(text).slice(0, (stream.columns || 80) - 1));
    },
    clear,
  };
}
