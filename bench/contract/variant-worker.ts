// A thread that runs the contract suite against one server after the other.
import { parentPort, type MessagePort } from "node:worker_threads";
import { runVariant, type VariantRun } from "./run-variant.ts";
import { variants } from "./variants.ts";

export interface VariantOrder {
  /** Absent for the plain mock. */
  readonly variant?: string;
  readonly seed: number;
  /** Sequences of calls of each lifecycle; 0 leaves the fuzz phase out. */
  readonly runs: number;
}

/** What came of an order; `error` where the suite itself gave up. */
export type VariantOutcome = { readonly run: VariantRun } | { readonly error: string };

if (parentPort !== null) listenOn(parentPort);

function listenOn(port: MessagePort): void {
  port.on("message", (order: VariantOrder) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
    void obey(order).then((outcome) => port.postMessage(outcome));
  });
}

async function obey({ variant, seed, runs }: VariantOrder): Promise<VariantOutcome> {
  try {
    return {
      run: await runVariant(
        variants.find(({ name }) => name === variant),
        seed,
        { runs },
      ),
    };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
