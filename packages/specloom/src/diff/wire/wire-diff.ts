// What the comparison of operations needs all along: both documents, the readers of their schemas, and where changes go.
import type { Json, Pointer } from "@specloom/api-model";

import type { Direction, Witness } from "../change.ts";
import type { DocumentView } from "../document-view.ts";
import { PairGraph, type Reached } from "../schema/pair-graph.ts";
import { SchemaReader } from "../schema/schema-reader.ts";
import type { Conjunction } from "../schema/shape.ts";
import { Unchanged } from "../unchanged.ts";
import { findValue } from "../witness/find-value.ts";
import { explainDifference } from "./explain.ts";
import { placesOf, verdictOf, type Flow, type Found } from "./found.ts";

/** Where a schema stands; without one anything goes. */
export interface SchemaPlace {
  readonly schema: Json | undefined;
  readonly pointer: Pointer;
}

/** Two schemas that meet: one is sent, the other receives. */
export interface Meeting {
  readonly flow: Flow;
  readonly operation: string;
  /** True where values travel as text. */
  readonly isText: boolean;
  readonly sender: SchemaPlace;
  readonly receiver: SchemaPlace;
}

export class WireDiff {
  readonly base: DocumentView;
  readonly revision: DocumentView;
  readonly unchanged: Unchanged;
  readonly found: Found[] = [];
  readonly #readers = new Map<string, SchemaReader>();
  readonly #graphs = new Map<string, PairGraph>();

  constructor(base: DocumentView, revision: DocumentView) {
    this.base = base;
    this.revision = revision;
    this.unchanged = new Unchanged(base, revision);
  }

  add(found: Found): void {
    this.found.push(found);
  }

  /** The document that sends, and the one that receives. */
  sides({ isBaseSending }: Flow): { readonly sender: DocumentView; readonly receiver: DocumentView } {
    return isBaseSending
      ? { sender: this.base, receiver: this.revision }
      : { sender: this.revision, receiver: this.base };
  }

  reader(view: DocumentView, direction: Direction): SchemaReader {
    const key = `${view === this.base ? "base" : "revision"} ${direction}`;
    const reader = this.#readers.get(key) ?? new SchemaReader(view, direction);
    this.#readers.set(key, reader);
    return reader;
  }

  /** Adds a change for everything in which two schemas differ. */
  compareSchemas(meeting: Meeting): void {
    const { flow, operation, sender, receiver } = meeting;
    for (const reached of this.#explore(meeting)) {
      const { difference } = reached;
      const pointers = {
        sender: difference.sender ?? sender.pointer,
        receiver: difference.receiver ?? receiver.pointer,
      };
      this.add({
        kind: difference.kind,
        operation,
        direction: flow.direction,
        ...placesOf(flow, pointers),
        verdict: verdictOf(flow, difference.outcome),
        why: explainDifference(difference, flow),
        prove: () => this.#prove(meeting, reached),
      });
    }
  }

  /** A value that one document allows and the other refuses: of the place itself where that decides, else of the whole. */
  #prove(
    { flow, isText, sender, receiver }: Meeting,
    { difference, wrap, place }: Reached,
  ): Witness | undefined {
    const views = this.sides(flow);
    const [own, ...more] = place?.sender.nodes ?? [];
    const [other, ...others] = place?.receiver.nodes ?? [];
    const isLocal = !isText && place !== undefined && more.length + others.length === 0;
    const nothing = { schema: true, pointer: undefined };
    const [sends, takes] = isLocal ? [own ?? nothing, other ?? nothing] : [sender, receiver];
    const value = findValue(
      difference.candidates(),
      { wrap, isLocal },
      {
        sender: { schema: sends.schema, view: views.sender },
        receiver: { schema: takes.schema, view: views.receiver },
        direction: flow.direction,
        isText,
      },
    );
    const places = placesOf(flow, { sender: sends.pointer, receiver: takes.pointer });
    return value === undefined ? undefined : { kind: "value", value, ...places };
  }

  #explore({ flow, isText, sender, receiver }: Meeting): ReturnType<PairGraph["explore"]> {
    const views = this.sides(flow);
    const own = this.reader(views.sender, flow.direction);
    const other = this.reader(views.receiver, flow.direction);
    return this.#graph(flow, { own, other, isText }).explore(
      conjunctionAt(own, sender),
      conjunctionAt(other, receiver),
    );
  }

  #graph(
    { direction, isBaseSending }: Flow,
    { own, other, isText }: { own: SchemaReader; other: SchemaReader; isText: boolean },
  ): PairGraph {
    const key = `${direction} ${isBaseSending} ${isText}`;
    const graph =
      this.#graphs.get(key) ??
      new PairGraph({
        sender: own,
        receiver: other,
        isClosed: true,
        isText,
        isSame: (one, two) => (isBaseSending ? this.#isSame(one, two) : this.#isSame(two, one)),
      });
    this.#graphs.set(key, graph);
    return graph;
  }

  #isSame(base: Conjunction, revision: Conjunction): boolean {
    return (
      base.nodes.length === revision.nodes.length &&
      base.nodes.every(({ schema }) =>
        revision.nodes.some((other) => this.unchanged.isSame(schema, other.schema)),
      )
    );
  }
}

function conjunctionAt(reader: SchemaReader, { schema, pointer }: SchemaPlace): Conjunction {
  return reader.conjunction([reader.node(schema ?? true, pointer)]);
}
