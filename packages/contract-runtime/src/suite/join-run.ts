// The thread between the command and its test worker: settings go one way, the ledger the other, and a word to stop.
import type { LedgerEvent } from "../run/ledger.ts";
import type { Seen } from "../run/seen.ts";
import type { ContractOptions } from "../run/session.ts";

/** What can be sent to a worker: plain data. */
export interface RunSettings extends Omit<
  ContractOptions,
  "fetch" | "now" | "sleep" | "signal" | "onLedger"
> {
  /** Name of the broadcast channel of this run. */
  readonly channel: string;
}

/** What a worker tells its command. */
export type RunEvent = LedgerEvent | Progressed;

/** How far a worker's session has come: all that it has sent since it began. */
export interface Progressed {
  readonly kind: "progress";
  readonly requests: number;
  readonly seen: Seen;
}

/** What the command says to its worker. */
export const stopWord: string = "stop";

/** A worker's side of a run. */
export interface JoinedRun {
  /** Options for a session that reports its ledger to the command and stops at its word. */
  readonly options: ContractOptions;
  /** Tells the command what was sent so far. */
  readonly tellProgress: (progress: Omit<Progressed, "kind">) => void;
}

/** Joins the run that a command started in another thread. */
export function joinRun({ channel: name, ...options }: RunSettings): JoinedRun {
  const channel = new BroadcastChannel(name) as BroadcastChannel & { unref(): void };
  const stop = new AbortController();
  channel.addEventListener("message", (event) => {
    if (((event as MessageEvent).data as unknown) === stopWord) stop.abort();
  });
  channel.unref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: a channel between threads
  const tell = (event: RunEvent): void => channel.postMessage(event);
  return {
    options: { ...options, signal: stop.signal, onLedger: tell },
    tellProgress: (progress) => tell({ kind: "progress", ...progress }),
  };
}
