// One page of a list, whatever the style of pagination.
import type { Json } from "@specloom/api-model";
import type { Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import type { ListPlan } from "../plan/list-plan.ts";
import { allowsNull } from "../schema/schema-view.ts";
import type { Entity, Selection } from "../state/entity-store.ts";

export interface Page {
  readonly entities: readonly Entity[];
  /** What the answer says of the page, by the place where it says it; undefined takes the member away. */
  readonly told: readonly (readonly [pointer: string, value: Json | undefined])[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What a page is cut with. */
export interface PageCall {
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly list: ListPlan;
  readonly selection: Selection;
  readonly limit: number;
}

/** No value, where the document lets the member be left out; else the emptiest that it allows. */
export function absentValue({ context, list }: PageCall, pointer: string): Json | undefined {
  const { schema, required } = list.placeOf(pointer);
  if (!required) return undefined;
  return allowsNull(context.schemas, schema) ? null : "";
}
