// A server in this process, and whom it knows.
import type { Identity } from "@specloom/contract-runtime";

export interface Subject {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly owner: Identity;
  /** A caller of another tenant. */
  readonly other?: Identity;
  /** Callers who may not, by what they are: `expired`, `scope-poor`. */
  readonly unfit?: { readonly [name: string]: Identity };
  /** A bearer token of the owner, where the document has such. */
  readonly token?: string;
  /** One of the other. */
  readonly otherToken?: string;
  /** The server's clock, in milliseconds since 1970; it moves with each request. */
  readonly now: () => number;
  /** Moves that clock on. */
  readonly wait: (milliseconds: number) => void;
  readonly close?: () => Promise<void>;
}

/** A way to be wrong. */
export interface Fault {
  readonly id: string;
  readonly group: string;
  readonly sentence: string;
  /** Ids of the operations whose answers change; absent where that can be any. */
  readonly operations?: readonly string[];
}

/** A server that can be started as it should be, and with each of its faults. */
export interface Suspect {
  readonly faults: readonly Fault[];
  /** Starts it anew, with one fault or none; two starts of the same answer the same. */
  readonly start: (fault?: Fault) => Promise<Subject>;
}
