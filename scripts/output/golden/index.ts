export { printCalls } from "./print-calls.ts";
export { readCalls, type GoldenCall, type GoldenCalls } from "./read-calls.ts";
export { runStateful, type StatefulRun } from "./run-stateful.ts";
export { runStatic } from "./run-static.ts";
