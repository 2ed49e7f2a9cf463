import type { Json, Pagination } from "@specloom/api-model";
import type { Exchange } from "../app/exchange.ts";
import { pointerNames, type JsonObject } from "../json.ts";
import type { Entity, PageSelection } from "../state/entity-store.ts";
import { mapAt, onBody, without, type Call } from "./answers.ts";
import { type MutantRow } from "./mutant.ts";
import { onEntities } from "./state.ts";
import { afterStep } from "./steps.ts";

export type Cursor = Extract<Pagination, { kind: "cursor" }>;

/** Changes how pages are cut; lookups of single things go through another door. */
export const onPage = (
  change: (
    selection: PageSelection,
    page: (selection: PageSelection) => readonly Entity[],
  ) => readonly Entity[],
): MutantRow[3] =>
  onEntities((entities) => ({
    page: (selection) =>
      selection.limit === 2 && selection.filters.length > 0
        ? entities.page(selection)
        : change(selection, (one) => entities.page(one)),
  }));

export const onTold = (
  pointerOf: (pagination: Cursor) => string | undefined,
  change: (value: Json, call: Call) => Json,
): MutantRow[3] =>
  onBody(["list"], (body, call) => {
    const { pagination } = call.exchange.plan.operation;
    const pointer = pagination?.kind === "cursor" ? pointerOf(pagination) : undefined;
    return pointer === undefined ? body : mapAt(body, pointerNames(pointer), (value) => change(value, call));
  });

export const takeAway = (pointerOf: (pagination: Cursor) => string | undefined): MutantRow[3] =>
  onBody(["list"], (body, { exchange }) => {
    const { pagination } = exchange.plan.operation;
    const pointer = pagination?.kind === "cursor" ? pointerOf(pagination) : undefined;
    const names = pointer === undefined ? [] : pointerNames(pointer);
    return names.length === 0
      ? body
      : mapAt(body, names.slice(0, -1), (holder) => without(holder as JsonObject, names.at(-1)));
  });

export const items = (change: (items: readonly Json[], call: Call) => readonly Json[]): MutantRow[3] =>
  onBody(["list"], (body, call) =>
    mapAt(body, call.exchange.plan.list?.itemNames ?? [], (value) =>
      Array.isArray(value) ? change(value, call) : value,
    ),
  );

export const onQuery = (
  change: (query: Map<string, Json>, pagination: Pagination, exchange: Exchange) => void,
): MutantRow[3] =>
  afterStep("query", (exchange) => {
    const { pagination } = exchange.plan.operation;
    if (pagination !== undefined) change(exchange.query, pagination, exchange);
  });

export const numberOf = (
  query: ReadonlyMap<string, Json>,
  name: string | undefined,
  usual: number,
): number => {
  const value = query.get(name ?? "");
  return typeof value === "number" ? value : usual;
};

export const isLater = (query: ReadonlyMap<string, Json>, pagination: Pagination): boolean => {
  if (pagination.kind === "cursor") return query.has(pagination.next.parameter);
  if (pagination.kind === "page") return numberOf(query, pagination.page, 1) > 1;
  return pagination.kind === "offset" && numberOf(query, pagination.offset, 0) > 0;
};

export const counted = (change: (count: number) => number): MutantRow[3] =>
  onEntities((entities) => ({ count: (selection) => change(entities.count(selection)) }));

export const expandNames = ({ plan }: Exchange): readonly string[] =>
  plan.operation.parameters.query.flatMap(({ name, expands }) => (expands.length > 0 ? [name] : []));
