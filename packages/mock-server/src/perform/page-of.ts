// Cuts the page that a call asks for out of a collection, in each style of pagination, and says what the answer tells of it.
import type {
  CursorPagination,
  CursorStep,
  Json,
  OffsetPagination,
  PagePagination,
} from "@specloom/api-model";
import { fault, type Fault } from "../answer/fault.ts";
import { foldSchema, typesThroughReferences } from "../schema/schema-view.ts";
import type { Entity } from "../state/entity-store.ts";
import { decodeCursor, encodeCursor, type CursorScope } from "./cursor.ts";
import { linkPage } from "./link-page.ts";
import { absentValue, type Page, type PageCall } from "./page.ts";

export function pageOf(call: Omit<PageCall, "limit">): Page | Fault {
  const { context, list, selection, exchange } = call;
  const { pagination } = list;
  if (pagination === undefined)
    return { entities: context.entities.page({ ...selection, limit: -1 }), told: [], headers: {} };
  const asked = pagination.limit === undefined ? undefined : exchange.query.get(pagination.limit);
  const wanted = typeof asked === "number" ? Math.max(0, Math.floor(asked)) : list.defaultLimit;
  const sized: PageCall = { ...call, limit: Math.min(wanted, list.maximumLimit) };
  switch (pagination.kind) {
    case "cursor":
      return cursorPage(sized, pagination);
    case "page":
      return numberedPage(sized, pagination);
    case "offset":
      return offsetPage(sized, pagination);
    default:
      return linkPage(sized, pagination);
  }
}

/** Where both cursors are given, the one that leads forward counts. */
function cursorPage(call: PageCall, pagination: CursorPagination): Page | Fault {
  const { context, exchange, selection, limit } = call;
  const { next, previous } = pagination;
  const step = exchange.query.has(next.parameter) || previous === undefined ? next : previous;
  const given = exchange.query.get(step.parameter);
  const position = given === undefined ? undefined : decodeCursor(scopeOf(call, step), given);
  if (given !== undefined && position === undefined) {
    const sentence = `query parameter "${step.parameter}" is no cursor that this list has given: ${JSON.stringify(given)}`;
    return fault("malformed-cursor", sentence, { declared: pagination.malformed });
  }
  const { entities } = context;
  const backward = step !== next && position !== undefined;
  const bounds = backward ? { before: position } : { after: position };
  const found = entities.page({ ...selection, ...bounds, limit: limit + 1 });
  const shown = backward ? found.slice(Math.max(0, found.length - limit)) : found.slice(0, limit);
  const exceeds = found.length > limit;
  const first = shown[0]?.position ?? (position ?? 0) + 1;
  const last = shown.at(-1)?.position ?? (position ?? 1) - 1;
  const exists = (more: { after?: number; before?: number }): boolean =>
    entities.page({ ...selection, ...more, limit: 1 }).length > 0;
  const hasNext = backward ? exists({ after: last }) : exceeds;
  const hasPrevious = backward ? exceeds : position !== undefined && exists({ before: first });
  return {
    entities: shown,
    headers: {},
    told: [
      ...tellStep(call, next, { edge: shown.at(-1), more: hasNext }),
      ...(previous === undefined ? [] : tellStep(call, previous, { edge: shown[0], more: hasPrevious })),
    ],
  };
}

/** Without a member that tells of more, the cursor itself does: it is there only if there is more. */
function tellStep(
  call: PageCall,
  step: CursorStep,
  page: { edge: Entity | undefined; more: boolean },
): Page["told"] {
  const isShown = page.edge !== undefined && (step.more !== undefined || page.more);
  const cursor =
    isShown && page.edge !== undefined
      ? encodeCursor(scopeOf(call, step), page.edge.position)
      : absentValue(call, step.cursor);
  return [[step.cursor, cursor], ...(step.more === undefined ? [] : [[step.more, page.more] as const])];
}

function scopeOf({ context, exchange, selection }: PageCall, step: CursorStep): CursorScope {
  const parameter = exchange.plan.operation.parameters.query.find(({ name }) => name === step.parameter);
  const types = typesThroughReferences(
    context.schemas,
    parameter === undefined ? undefined : context.schemas[parameter.schema],
  );
  const isNumeric = (types.has("integer") || types.has("number")) && !types.has("string");
  return { seed: context.seed, collection: selection.collection, isNumeric };
}

function numberedPage(call: PageCall, pagination: PagePagination): Page {
  const { context, exchange, selection, limit } = call;
  const parameter = exchange.plan.operation.parameters.query.find(({ name }) => name === pagination.page);
  const schema = foldSchema(
    context.schemas,
    parameter === undefined ? undefined : context.schemas[parameter.schema],
  );
  const firstPage = schema["minimum"] === 0 || schema["default"] === 0 ? 0 : 1;
  const asked = exchange.query.get(pagination.page);
  const page = typeof asked === "number" ? Math.max(firstPage, Math.floor(asked)) : firstPage;
  const total = context.entities.count(selection);
  const offset = Math.min((page - firstPage) * limit, Number.MAX_SAFE_INTEGER);
  return {
    entities: context.entities.page({ ...selection, limit, offset }),
    headers: {},
    told: [
      ...tell(pagination.total, total),
      ...tell(pagination.pages, limit === 0 ? 0 : Math.ceil(total / limit)),
    ],
  };
}

function offsetPage({ context, exchange, selection, limit }: PageCall, pagination: OffsetPagination): Page {
  const asked = exchange.query.get(pagination.offset);
  const offset =
    typeof asked === "number" ? Math.min(Math.max(0, Math.floor(asked)), Number.MAX_SAFE_INTEGER) : 0;
  return {
    entities: context.entities.page({ ...selection, limit, offset }),
    headers: {},
    told: pagination.total === undefined ? [] : tell(pagination.total, context.entities.count(selection)),
  };
}

function tell(pointer: string | undefined, value: Json): Page["told"] {
  return pointer === undefined ? [] : [[pointer, value]];
}
