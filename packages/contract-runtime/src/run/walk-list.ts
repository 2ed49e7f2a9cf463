// Walks a list page by page, within bounds, by the pagination that the document declares.
import type { CursorPagination, Json, LinkPagination, Operation, Pagination } from "@specloom/api-model";
import { isObject, valueAt } from "../document/pointer.ts";
import type { Answer, Caller, Exchange } from "../exchange/exchange.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";

type Item = { readonly [member: string]: Json };
type Query = { readonly [name: string]: Json };

export interface WalkOptions {
  readonly operation: Operation;
  readonly path: { readonly [parameter: string]: string };
  /** Items a page, or the server's own choice; @default the greatest that the document allows */
  readonly limit?: number | "default";
  /** Sent with each page. */
  readonly query?: Query;
  /** @default the run's own identity */
  readonly caller?: Caller;
  /** @default 50 */
  readonly maxPages?: number;
  /** Ends the walk at the first item for which it is true. */
  readonly until?: (item: Item) => boolean;
}

export interface Walk {
  readonly items: readonly Item[];
  /** True where the last page was reached, or `until` ended the walk. */
  readonly ended: boolean;
  readonly exchanges: readonly (Exchange & { readonly answer: Answer })[];
}

/** @throws Blocked where a page is refused or holds no list */
export async function walkList(run: ScenarioRun, options: WalkOptions): Promise<Walk> {
  const { operation, path, until = () => false, maxPages = 50 } = options;
  const required = requiredInput(run.session, operation);
  const limit = options.limit ?? greatestLimit(run, operation);
  const items: Item[] = [];
  const exchanges: (Exchange & { readonly answer: Answer })[] = [];
  const seen = new Set<string>();
  let step: Query | undefined = firstStep(operation.pagination);
  for (let page = 0; page < maxPages && step !== undefined; page += 1) {
    const size: Query =
      operation.pagination?.limit === undefined || limit === undefined || limit === "default"
        ? {}
        : { [operation.pagination.limit]: limit };
    const exchange = await run.callValid(operation, {
      ...required,
      path,
      ...(options.caller === undefined ? {} : { caller: options.caller }),
      query: { ...required.query, ...options.query, ...size, ...step },
    });
    exchanges.push(exchange);
    const found = listItems(operation, exchange.answer);
    items.push(...found);
    if (found.some((item) => until(item))) return { items, ended: true, exchanges };
    step = nextStep(operation.pagination, exchange.answer, {
      pages: page + 1,
      items: items.length,
      found: found.length,
    });
    const key = JSON.stringify(step);
    if (operation.pagination?.kind === "cursor")
      run.judge("list-ends", exchange, repeated(operation.pagination, seen.has(key) ? step : undefined));
    if (seen.has(key)) return { items, ended: false, exchanges };
    seen.add(key);
  }
  return { items, ended: step === undefined, exchanges };
}

/** The items in one page. @throws Blocked where there is no list */
export function listItems(operation: Operation, answer: Answer): readonly Item[] {
  const body = answer.json;
  const at = operation.pagination === undefined ? undefined : valueAt(body, operation.pagination.items);
  const list = at ?? (Array.isArray(body) ? body : soleArray(body));
  if (!Array.isArray(list)) throw new Blocked(`${operation.method} ${operation.path} answered no list`);
  return list.filter((item: Json): item is Item => isObject(item));
}

function soleArray(body: Json | undefined): Json | undefined {
  const arrays = isObject(body) ? Object.values(body).filter((member) => Array.isArray(member)) : [];
  return arrays.length === 1 ? arrays[0] : undefined;
}

function firstStep(pagination: Pagination | undefined): Query {
  return pagination?.kind === "offset" ? { [pagination.offset]: 0 } : {};
}

function nextStep(
  pagination: Pagination | undefined,
  answer: Answer,
  walked: { readonly pages: number; readonly items: number; readonly found: number },
): Query | undefined {
  if (pagination === undefined) return undefined;
  if (pagination.kind === "link") return nextLink(pagination, answer);
  if (pagination.kind === "cursor") return nextCursor(pagination, answer.json);
  if (walked.found === 0) return undefined;
  const total = pagination.total === undefined ? undefined : valueAt(answer.json, pagination.total);
  if (typeof total === "number" && walked.items >= total) return undefined;
  // The first page was asked for without its number, so both a count from 0 and one from 1 begin right; the second is
  // page 2 by far more often.
  return pagination.kind === "offset"
    ? { [pagination.offset]: walked.items }
    : { [pagination.page]: walked.pages + 1 };
}

/** The query of the next page's URL, from the body or the `Link` header (RFC 8288). */
function nextLink({ next }: LinkPagination, answer: Answer): Query | undefined {
  const inHeader = /<([^>]*)>\s*;[^,]*\brel="?next\b/i.exec(answer.headers.get("link") ?? "")?.[1];
  const url = next === undefined ? inHeader : valueAt(answer.json, next);
  if (typeof url !== "string" || !URL.canParse(url, "http://server.invalid")) return undefined;
  return Object.fromEntries(new URL(url, "http://server.invalid").searchParams);
}

function nextCursor({ next }: CursorPagination, body: Json | undefined): Query | undefined {
  if (next.more !== undefined && valueAt(body, next.more) !== true) return undefined;
  const cursor = valueAt(body, next.cursor);
  return cursor === undefined || cursor === null || cursor === "" ? undefined : { [next.parameter]: cursor };
}

function repeated(
  { next }: CursorPagination,
  step: Query | undefined,
): { expected: string; found: string } | undefined {
  if (step === undefined) return undefined;
  return {
    expected: "a new cursor on each page",
    found: `a second time the cursor ${JSON.stringify(step[next.parameter])} at ${next.cursor}`,
  };
}

/** The greatest page size that the document allows. */
export function greatestLimit({ session }: ScenarioRun, operation: Operation): number | undefined {
  const parameter = operation.parameters.query.find(({ name }) => name === operation.pagination?.limit);
  const maximum = parameter === undefined ? undefined : session.schemas.resolve(parameter.schema)["maximum"];
  return typeof maximum === "number" ? maximum : undefined;
}
