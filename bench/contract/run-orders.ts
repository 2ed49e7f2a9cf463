// Spreads runs of the contract suite over the cores of the machine.
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { VariantRun } from "./run-variant.ts";
import type { VariantOrder, VariantOutcome } from "./variant-worker.ts";

/**
 * Runs each order once, as many at a time as there are cores.
 * @param onRun hears of each run as it ends, in no order
 * @throws Error where a run gives up
 */
export async function runOrders(
  orders: readonly VariantOrder[],
  onRun: (order: VariantOrder, run: VariantRun) => void,
): Promise<void> {
  const waiting = orders.values();
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL("./variant-worker.ts", import.meta.url));
    try {
      for (const order of waiting) onRun(order, await runOrder(worker, order));
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), orders.length) }, work));
}

async function runOrder(worker: Worker, order: VariantOrder): Promise<VariantRun> {
  const answered = once(worker, "message") as Promise<[VariantOutcome]>;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
  worker.postMessage(order);
  const [outcome] = await answered;
  if ("run" in outcome) return outcome.run;
  throw new Error(`${order.variant ?? "the plain mock"}, seed ${order.seed}: ${outcome.error}`);
}
