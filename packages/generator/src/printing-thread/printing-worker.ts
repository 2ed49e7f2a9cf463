// The thread that prints while the emitters run in another. It loads what that needs at once, then waits for orders.
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";

import { readPrintable, type Printable } from "../emit/openapi/printable-document.ts";
import type { RoughFile } from "./printing.ts";

/** What the thread can be asked for. */
export type Order =
  | { readonly kind: "foresee"; readonly json: Uint8Array }
  | { readonly kind: "print foreseen"; readonly examplesPlaced: boolean }
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "format"; readonly files: readonly RoughFile[] };

export interface NumberedOrder {
  readonly number: number;
  readonly order: Order;
}

/** What came of the order with that number. */
export interface Answer {
  readonly number: number;
  readonly result: unknown;
}

enableCompileCache();
const openapi = import("../emit/openapi/print-openapi.ts");
const printing = import("./printing.ts");
let foreseen: string | Printable = "";

async function carryOut(order: Order): Promise<unknown> {
  if (order.kind === "format") {
    const { formatFiles } = await printing;
    return formatFiles(order.files);
  }
  const { printOpenAPI } = await openapi;
  if (order.kind === "print") return printOpenAPI(order.text);
  if (order.kind === "print foreseen") {
    const printable = foreseen;
    // Neither is wanted again, and both are large.
    foreseen = "";
    return printOpenAPI(printable, order);
  }
  // Of what cannot be read the text is kept: whoever wants it printed hears why not.
  const text = new TextDecoder().decode(order.json);
  foreseen = attempt(() => readPrintable(text)) ?? text;
  return undefined;
}

function attempt<Result>(task: () => Result): Result | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

// One after the other: an order may rest on the one before.
let done: Promise<void> = Promise.resolve();
parentPort?.on("message", ({ number, order }: NumberedOrder) => {
  done = done
    .then(() => carryOut(order))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
    .then((result) => parentPort?.postMessage({ number, result } satisfies Answer));
});
