import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { LoadOrder, LoadResult } from "./load-worker.ts";

export interface LoadGenerator {
  /** Answers a second. */
  run(order: LoadOrder): Promise<number>;
  stop(): Promise<void>;
}

/** One thread, beside the server's process: with two cores neither takes the other's. */
export function startLoadGenerator(): LoadGenerator {
  const worker = new Worker(new URL("./load-worker.ts", import.meta.url));
  return {
    run: async (order) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
      worker.postMessage(order);
      const [result] = (await once(worker, "message")) as [LoadResult];
      if (result.errors.length > 0)
        throw new Error(`port ${order.port} answered otherwise than expected: ${result.errors.join("\n")}`);
      return result.answers / result.seconds;
    },
    stop: async () => void (await worker.terminate()),
  };
}
