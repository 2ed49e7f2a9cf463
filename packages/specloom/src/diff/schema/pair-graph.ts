// Schemas compared pair by pair, with memory: each pair once, cycles included. What a pair differs in belongs to the pair;
// a root differs in everything that the pairs reachable from it differ in.
import type { Json } from "@specloom/api-model";

import { compareConjunctions } from "./compare-conjunctions.ts";
import type { Difference, Edge, Place } from "./difference.ts";
import type { SchemaReader } from "./schema-reader.ts";
import type { Conjunction } from "./shape.ts";

export interface PairGraphOptions {
  readonly sender: SchemaReader;
  readonly receiver: SchemaReader;
  readonly isClosed: boolean;
  readonly isText: boolean;
  /** True where both sides are known to be the same schema. */
  readonly isSame: (sender: Conjunction, receiver: Conjunction) => boolean;
}

interface Pair {
  readonly sender: Conjunction;
  readonly receiver: Conjunction;
  readonly differences: readonly Difference[];
  readonly edges: readonly Edge[];
}

/** A difference, and how a value at its place becomes a value of the root. */
export interface Reached {
  readonly difference: Difference;
  /** The schemas at its place, where what is refused there is refused by the root as well. */
  readonly place?: { readonly sender: Conjunction; readonly receiver: Conjunction };
  readonly wrap: (value: Json) => Json | undefined;
}

/** A pair on the way through the graph. */
interface Step {
  readonly sender: Conjunction;
  readonly receiver: Conjunction;
  /** A value of the root with the given value at this place. */
  readonly wrap: Reached["wrap"];
  /** True where nothing on the way could take what is refused here. */
  readonly isDecided: boolean;
}

function stepInto({ sender, receiver, wrap, isDecisive }: Edge, outer: Step): Step {
  return {
    sender,
    receiver,
    isDecided: outer.isDecided && isDecisive === true,
    wrap: (value) => {
      const wrapped = wrap(value);
      return wrapped === undefined ? undefined : outer.wrap(wrapped);
    },
  };
}

const SAME: Omit<Pair, "sender" | "receiver"> = { differences: [], edges: [] };

export class PairGraph {
  readonly #options: PairGraphOptions;
  readonly #pairs = new Map<string, Pair>();
  readonly #running = new Set<string>();
  /** True where a question that is being answered met a pair that is being compared. */
  #hasPassedOver = false;
  readonly #contained = new Map<string, boolean>();
  #reverse: PairGraph | undefined;

  constructor(options: PairGraphOptions) {
    this.#options = options;
  }

  /** Everything in which the two differ, each with the shortest way to it. */
  explore(sender: Conjunction, receiver: Conjunction): Reached[] {
    const found: Reached[] = [];
    this.#walk({ sender, receiver }, ({ differences, ...place }, { wrap, isDecided }) => {
      for (const difference of differences) found.push({ difference, wrap, ...(isDecided && { place }) });
      return true;
    });
    return found;
  }

  /** True where it is proved that the receiver takes whatever the sender's schema allows. */
  contains(sender: Conjunction, receiver: Conjunction): boolean {
    const key = `${sender.key}|${receiver.key}`;
    const known = this.#contained.get(key);
    if (known !== undefined) return known;
    const hadPassedOver = this.#hasPassedOver;
    this.#hasPassedOver = false;
    const isContained = this.#walk(
      { sender, receiver },
      ({ differences }) => !differences.some(({ outcome }) => outcome === "refused"),
    );
    // What was found while another pair was being compared may have passed that one over.
    if (!isContained || !this.#hasPassedOver) this.#contained.set(key, isContained);
    this.#hasPassedOver ||= hadPassedOver;
    return isContained;
  }

  /**
   * Walks every pair that the root leads to, breadth first, until `visit` says no. A pair that is being compared right now is
   * passed over: what it differs in is found through itself.
   */
  #walk(root: Pick<Pair, "sender" | "receiver">, visit: (pair: Pair, step: Step) => boolean): boolean {
    const seen = new Set<string>();
    const queue: Step[] = [{ ...root, wrap: (value) => value, isDecided: true }];
    for (const step of queue) {
      const { sender, receiver } = step;
      const key = `${sender.key}|${receiver.key}`;
      if (this.#running.has(key)) this.#hasPassedOver = true;
      if (seen.has(key) || this.#running.has(key)) continue;
      seen.add(key);
      const pair = this.#compare(key, sender, receiver);
      if (!visit(pair, step)) return false;
      for (const edge of pair.edges) queue.push(stepInto(edge, step));
    }
    return true;
  }

  #compare(key: string, sender: Conjunction, receiver: Conjunction): Pair {
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    this.#running.add(key);
    const compared = this.#options.isSame(sender, receiver)
      ? SAME
      : compareConjunctions(sender, receiver, this.#place(sender, receiver));
    this.#running.delete(key);
    const pair = { sender, receiver, ...compared };
    this.#pairs.set(key, pair);
    return pair;
  }

  #place(sender: Conjunction, receiver: Conjunction): Place {
    const { isSame: _, ...sides } = this.#options;
    const [own] = sender.nodes;
    const [other] = receiver.nodes;
    return {
      ...sides,
      pointers: {
        ...(own !== undefined && { sender: own.pointer }),
        ...(other !== undefined && { receiver: other.pointer }),
      },
      contains: (one, two) => this.contains(one, two),
      reaches: (two, one) => this.#backwards().contains(two, one),
    };
  }

  #backwards(): PairGraph {
    const { sender, receiver, isText, isSame } = this.#options;
    this.#reverse ??= new PairGraph({
      sender: receiver,
      receiver: sender,
      isClosed: false,
      isText,
      isSame: (one, two) => isSame(two, one),
    });
    return this.#reverse;
  }
}
