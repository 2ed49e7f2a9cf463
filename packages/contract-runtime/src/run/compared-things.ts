import type { ReplaySearch } from "../contract/replay.ts";
import type { Exchange } from "../exchange/exchange.ts";

/** One member of two things, each as it stands in an answer. */
export interface ComparedThings {
  readonly one: object;
  readonly other: object;
  readonly member: string;
  readonly must: "equal" | "differ";
}

/** A value that some of these answers must hold, or none: an id, or a text that was sent. */
export interface SoughtValue {
  readonly value: string;
  readonly among: readonly Exchange[];
  readonly must: ReplaySearch["must"];
}

/** What a failure shows in more than one answer. */
export interface Evidence {
  readonly compared?: ComparedThings;
  readonly sought?: SoughtValue;
}
