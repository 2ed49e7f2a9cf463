// Lists things: those that calls have made, else some that are there from the start.
import type { Json } from "@specloom/api-model";
import type { Fault } from "../answer/fault.ts";
import type { Answer, Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { isJsonObject, pointerNames, withValueAt, type JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import type { ListPlan } from "../plan/list-plan.ts";
import { collectionOf, findEntity, seedCollection, seedItems } from "../state/collection.ts";
import type { Filter } from "../state/entity-store.ts";
import { fitAnswer } from "./fit-answer.ts";
import { pageOf } from "./page-of.ts";
import { sampleContent } from "./sample-answer.ts";
import { showIn, succeed } from "./show.ts";

export interface Listing {
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly entry: LifecycleEntry;
  readonly list: ListPlan;
}

export function performList(listing: Listing): Answer | Fault {
  const { context, exchange, entry, list } = listing;
  const collection = collectionOf(context, entry, exchange);
  bringIntoBeing(listing, collection);
  const selection = {
    collection,
    filters: list.filters.flatMap((name) => toFilter(name, exchange.query.get(name))),
  };
  const page = pageOf({ context, exchange, list, selection });
  if ("sentence" in page) return page;
  const show = showIn(context, exchange, list.view);
  const items = page.entities.map(({ members }) => show(members));
  const isOwn = entry.isKept && list.view.schema === entry.view().schema;
  return succeed(
    exchange,
    (content) => {
      const body = page.told.reduce<Json>(
        (told, [pointer, value]) => withValueAt(told, pointerNames(pointer), value),
        withValueAt(list.envelope, list.itemNames, items),
      );
      return isOwn ? body : fitAnswer(context, content, body);
    },
    page.headers,
  );
}

/** What a list shows without anybody having made it. */
function bringIntoBeing({ context, exchange, entry, list }: Listing, collection: string): void {
  const { caller, pathTexts } = exchange;
  if (!entry.isKept) {
    seedItems(context, collection, () => exampleItems(context, exchange, list));
  } else if (entry.origin === "seeded") {
    seedCollection(context, entry, { collection, caller });
  } else if (entry.isTenant && entry.origin === "created" && caller.tenant !== undefined) {
    findEntity(context, entry, {
      ...exchange,
      pathTexts: [...pathTexts.slice(0, entry.depth), caller.tenant],
    });
  }
}

/** Items that the document's answer to the list shows. */
function exampleItems(
  context: MockContext,
  { answerContent }: Exchange,
  list: ListPlan,
): readonly JsonObject[] {
  if (answerContent === undefined) return [];
  const items = list.itemNames.reduce<Json | undefined>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    sampleContent(context, answerContent),
  );
  return Array.isArray(items) ? items.filter(isJsonObject) : [];
}

function toFilter(member: string, value: Json | undefined): readonly Filter[] {
  const values = [value]
    .flat()
    .filter((one) => typeof one === "string" || typeof one === "number" || typeof one === "boolean");
  return values.length === 0 ? [] : [{ member, values }];
}
