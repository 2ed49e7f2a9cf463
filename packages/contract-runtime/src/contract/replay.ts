// The requests that led to a failure, as data from which they can be sent again. No credentials, no secrets.
import type { Json, ValuePointer } from "@specloom/api-model";

/** A piece of text, or a value of an earlier answer. */
export type ReplayText = string | ReplayValue;

/** One request. */
export interface ReplayStep {
  readonly method: string;
  /** Behind the base URL, encoded; values of earlier answers are encoded when they are put in. */
  readonly path: readonly ReplayText[];
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** What it was answered with; 0 where no answer came. */
  readonly status: number;
  /** JavaScript expressions. */
  readonly credentialHeaders: { readonly [name: string]: string };
  readonly credentialQuery: { readonly [name: string]: string };
  /** Path, behind the base URL, that deletes what it makes; absent where it makes nothing. */
  readonly undo?: readonly ReplayText[];
}

/** What an answer looked like, without what differs from run to run. */
export interface Outline {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Json;
}

/** A value in the answer to a step. */
export interface ReplayValue {
  readonly step: number;
  readonly at: ValuePointer;
}

/** Two values that must be the same, or must not. */
export interface ReplayComparison {
  readonly one: ReplayValue;
  readonly other: ReplayValue;
  readonly must: "equal" | "differ";
}

/** A value that some answer of these steps must hold, or none. */
export interface ReplaySearch {
  readonly value: ReplayText;
  /** Steps whose answers are searched. */
  readonly among: readonly number[];
  readonly must: "be-there" | "be-nowhere";
}

/** A sequence of requests whose last answers show a fault. */
export interface Replay {
  readonly steps: readonly ReplayStep[];
  /** The step at fault. */
  readonly failing: number;
  /** What the answer to the last step looked like. */
  readonly outline: Outline;
  /** What the failure compares; absent where it judges one answer. */
  readonly compared?: ReplayComparison;
  /** What the failure looks for in several answers; absent where it looks for nothing. */
  readonly sought?: ReplaySearch;
}
