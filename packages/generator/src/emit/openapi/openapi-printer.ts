import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";

import { isObject, type Document } from "@specloom/api-model";

import type { PrintedOpenAPI } from "./print-openapi.ts";

/** Prints one document in the layout of openapi-typescript. */
export type PrintOpenAPI = (document: Document) => Promise<PrintedOpenAPI>;

/** In this thread, which waits. */
export const printHere: PrintOpenAPI = async (document) => {
  const { printOpenAPI } = await import("./print-openapi.ts");
  return printOpenAPI(jsonOf(document));
};

/** A thread that prints one document; start it early, as it takes a while to load. Stop it whatever happens. */
export function startOpenAPIPrinter(): { readonly print: PrintOpenAPI; readonly stop: () => Promise<void> } {
  const file = new URL(`./openapi-worker${extname(import.meta.url)}`, import.meta.url);
  // TypeScript's file says nowhere that it is CommonJS: without this, Node parses all of its 9 MB to find out.
  // The flags of the process are not handed on: a thread refuses those of all of it, such as the size of the heap.
  const worker = new Worker(file, { execArgv: ["--no-experimental-detect-module"] });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.once("error", reject);
  });
  // Who never prints hears nothing of it either.
  failed.catch(() => undefined);
  return {
    print: async (document) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
      worker.postMessage(jsonOf(document));
      const [printed] = (await Promise.race([once(worker, "message"), failed])) as [PrintedOpenAPI];
      return printed;
    },
    stop: async () => void (await worker.terminate()),
  };
}

/** What openapi-typescript reads of a document, which reusable examples are no part of; they can be a large one. */
function jsonOf(document: Document): string {
  const { components } = document;
  if (!isObject(components)) return JSON.stringify(document);
  const { examples: _, ...read } = components;
  return JSON.stringify({ ...document, components: read });
}
