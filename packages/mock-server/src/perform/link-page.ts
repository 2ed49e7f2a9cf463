// Pages that link to the next one, in the body or in the `Link` header (RFC 8288).
import type { LinkPagination } from "@specloom/api-model";
import { fault, type Fault } from "../answer/fault.ts";
import { decodeFormText, parseQuery, queryOf } from "../request/query-pairs.ts";
import { decodeCursor, encodeCursor, type CursorScope } from "./cursor.ts";
import { absentValue, type Page, type PageCall } from "./page.ts";

/** The document names no parameter, so the mock takes one that the operation does not declare. */
const NAMES = ["cursor", "page_cursor", "next_cursor", "mock_cursor"];

export function linkPage(call: PageCall, pagination: LinkPagination): Page | Fault {
  const { context, exchange, selection, limit } = call;
  const declared = new Set(exchange.plan.operation.parameters.query.map(({ name }) => name));
  const name = NAMES.find((one) => !declared.has(one)) ?? "mock_cursor";
  const scope: CursorScope = { seed: context.seed, collection: selection.collection, isNumeric: false };
  const pair = parseQuery(queryOf(exchange.request.url))?.find((one) => one.name === name);
  const given = pair === undefined ? undefined : decodeFormText(pair.raw);
  const after = given === undefined ? undefined : decodeCursor(scope, given);
  if (given !== undefined && after === undefined) {
    return fault("malformed-cursor", `query parameter "${name}" is no cursor that this list has given`);
  }
  const found = context.entities.page({ ...selection, after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next =
    found.length > limit && last !== undefined
      ? nextUrl(exchange.request.url, name, String(encodeCursor(scope, last.position)))
      : undefined;
  if (pagination.next !== undefined) {
    return {
      entities: shown,
      headers: {},
      told: [[pagination.next, next ?? absentValue(call, pagination.next)]],
    };
  }
  return { entities: shown, told: [], headers: next === undefined ? {} : { link: `<${next}>; rel="next"` } };
}

function nextUrl(current: string, name: string, cursor: string): string {
  const url = new URL(current);
  url.searchParams.set(name, cursor);
  return url.href;
}
