// The thread that prints the layout of openapi-typescript while the other emitters run. It loads what that needs at once, then waits.
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";

enableCompileCache();
const printer = import("./print-openapi.ts");

parentPort?.once("message", (document: string) => {
  void printer
    .then(({ printOpenAPI }) => printOpenAPI(document))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is a window's; this is a thread's
    .then((printed) => parentPort?.postMessage(printed));
});
