import { extname } from "node:path";
import { Worker } from "node:worker_threads";

import type { PrintedOpenAPI } from "../emit/openapi/print-openapi.ts";
import type { FormattedText, Printing } from "./printing.ts";
import type { Answer, Order } from "./printing-worker.ts";

export interface PrintingThread extends Printing {
  /** Hands over the JSON, in UTF-8, of what may turn out to be the document, to be parsed ahead of time. */
  readonly foresee: (json: Uint8Array) => void;
  /** As `printOpenAPI`, for a document that is the value of the JSON that was foreseen, but for its examples. */
  readonly printForeseen: (change: { readonly examplesPlaced: boolean }) => Promise<PrintedOpenAPI>;
  /** Ends the thread, whatever it is at. */
  readonly stop: () => Promise<void>;
}

/** A thread that prints; start it early, as it takes a while to load. Stop it whatever happens. */
export function startPrinting(): PrintingThread {
  const file = new URL(`./printing-worker${extname(import.meta.url)}`, import.meta.url);
  // TypeScript's file says nowhere that it is CommonJS: without this, Node parses all of its 9 MB to find out.
  // The flags of the process are not handed on: a thread refuses those of all of it, such as the size of the heap.
  const worker = new Worker(file, { execArgv: ["--no-experimental-detect-module"] });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.once("error", reject);
  });
  // Who never prints hears nothing of it either.
  failed.catch(() => undefined);
  const waiting = new Map<number, (result: unknown) => void>();
  worker.on("message", ({ number, result }: Answer) => waiting.get(number)?.(result));
  let count = 0;
  const ask = <Result>(order: Order): Promise<Result> => {
    const number = count++;
    const { promise, resolve } = Promise.withResolvers<Result>();
    waiting.set(number, resolve as (result: unknown) => void);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
    worker.postMessage({ number, order });
    return Promise.race([promise, failed]);
  };
  return {
    foresee: (json) => void ask({ kind: "foresee", json }).catch(() => undefined),
    printForeseen: ({ examplesPlaced }) => ask<PrintedOpenAPI>({ kind: "print foreseen", examplesPlaced }),
    printOpenAPI: (document) => ask<PrintedOpenAPI>({ kind: "print", text: JSON.stringify(document) }),
    formatFiles: (files) =>
      ask<readonly FormattedText[]>({
        kind: "format",
        files: files.map(({ path, text }) => ({ path, text })),
      }),
    stop: async () => void (await worker.terminate()),
  };
}
