// The laws of lists. Others may write to the same list: a law about single items is judged on the run's own, one about the
// list as a whole only where the foreign items were the same before and after.
import type { Lifecycle } from "@specloom/api-model";
import { valueAt } from "../document/pointer.ts";
import { canCreate, operationOf } from "../document/roles.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { createVaried, establishParents, type CreatedItem } from "./create-item.ts";
import { judgeCursors } from "./judge-cursors.ts";
import { judgeFilters, varyFiltered } from "./judge-filters.ts";
import { otherItems, idsOf, repeatedItem, type Listing } from "./listing.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { openLook } from "./watch-effects.ts";
import { greatestLimit, listItems, walkList, type Walk, type WalkOptions } from "./walk-list.ts";

/** How many things a list is given: enough for several pages of several sizes. */
const created = 5;

/** Fills a list and walks it in pages of several sizes. */
export async function runListLaws(run: ScenarioRun, lifecycle: Lifecycle): Promise<void> {
  const { operations, identity } = lifecycle;
  if (operations.list === undefined || identity === undefined)
    throw new Blocked("the items of the list have no id");
  const list = operationOf(run.session.model, operations.list);
  const path = await establishParents(run, lifecycle);
  const own: string[] = [];
  if (canCreate(lifecycle) && !run.session.readOnly)
    await fill({ run, list, path, identity }, lifecycle, own);
  const listing = { run, list, path, identity };
  await run.attempt(() => judgeWalks(listing, own));
  await run.attempt(() => judgeMalformed(listing));
  await run.attempt(() => judgeFilters(listing, own));
}

/** Creates things, each other one with other values where a filter selects by them; none of the creations makes two. */
async function fill({ run, list, path }: Listing, lifecycle: Lifecycle, own: string[]): Promise<void> {
  const word = run.word();
  let last: CreatedItem | undefined;
  while (own.length < created) {
    const isOther = own.length % 2 === 1;
    last = await createVaried(run, {
      lifecycle,
      parents: path,
      change: (body) => (isOther ? varyFiltered(run, { list, lifecycle, body }, word) : body),
    });
    own.push(last.id);
  }
  await run.attempt(async () => {
    if (last === undefined) return;
    const { operation } = last.exchange;
    const look = await openLook(run, operation, path);
    const effect = await look?.();
    if (look === undefined) run.leave("creates-one", operation, "nothing lists what it creates");
    const expected = "nothing but what the creations answered";
    const fault = effect && { expected, found: effect.found };
    run.judge("creates-one", last.exchange, fault);
  });
}

/** A cursor that the list never gave is answered as declared. */
async function judgeMalformed({ run, list, path }: Listing): Promise<void> {
  const { pagination } = list;
  if (pagination?.kind !== "cursor" || pagination.malformed.length === 0) return;
  const allowed = pagination.malformed.map(Number);
  for (const step of [pagination.next, ...(pagination.previous === undefined ? [] : [pagination.previous])]) {
    const required = requiredInput(run.session, list);
    const query = { ...required.query, [step.parameter]: "specloom-never-given" };
    const exchange = await run.call(list, { ...required, path, query }, allowed);
    const { answer } = exchange;
    if (answer.kind === "no-answer" || answer.status === 429) continue;
    const fault = { expected: `status ${allowed.join(" or ")}`, found: `status ${answer.status}` };
    run.judge("malformed-cursor", exchange, allowed.includes(answer.status) ? undefined : fault);
  }
}

async function judgeWalks(listing: Listing, own: readonly string[]): Promise<void> {
  const { run, list, path } = listing;
  const walk = async (limit?: WalkOptions["limit"]) =>
    walkList(run, { operation: list, path, ...(limit === undefined ? {} : { limit }) });
  const before = await walk();
  const sizes = pageSizes(listing, before.items.length);
  const walks: { readonly walk: Walk; readonly size: number | undefined }[] = [];
  if (list.pagination !== undefined) walks.push({ walk: await walk("default"), size: undefined });
  for (const size of sizes) {
    const walked = { walk: await walk(size), size };
    walks.push(walked);
    judgePages(listing, walked.walk, size);
  }
  const after = await walk();
  const all = [before, ...walks.map((each) => each.walk), after];
  for (const each of all) judgeOwn(listing, each, own);
  const foreign = (each: Walk): string =>
    JSON.stringify(
      idsOf(listing, each.items)
        .filter((id) => !own.includes(id))
        .toSorted(),
    );
  if (!before.ended || !after.ended || foreign(before) !== foreign(after)) {
    for (const code of wholeCodes) run.leave(code, list, "not judged: the list moved");
    return;
  }
  judgeWhole(listing, all);
  for (const { walk: each, size } of walks) if (size !== undefined) judgePageCount(listing, each, size);
  if (list.pagination?.kind === "cursor")
    for (const { walk: each, size } of walks)
      if (size !== undefined) await judgeCursors({ ...listing, pagination: list.pagination }, each, size);
}

/** Laws about a list as a whole. */
const wholeCodes = [
  "order-stable",
  "more-told",
  "cursors-given",
  "previous-inverts-next",
  "total-counts",
  "pages-counted",
] as const;

function pageSizes({ run, list }: Listing, count: number): readonly number[] {
  if (list.pagination?.limit === undefined) return [];
  const most = greatestLimit(run, list) ?? Number.POSITIVE_INFINITY;
  const sizes = [Math.max(1, Math.ceil(count / 6)), Math.max(2, Math.ceil(count / 2))];
  return [...new Set(sizes.map((size) => Math.min(size, most)))];
}

function judgePages({ run, list }: Listing, { exchanges }: Walk, size: number): void {
  const pointer = list.parameters.query.find(({ name }) => name === list.pagination?.limit)?.pointer;
  for (const exchange of exchanges) {
    const { length } = listItems(list, exchange.answer);
    const fault = {
      expected: `at most ${size} items`,
      found: `${length} items`,
      ...(pointer === undefined ? {} : { pointer }),
    };
    run.judge("page-within-limit", exchange, length <= size ? undefined : fault);
  }
}

function judgeOwn(listing: Listing, walk: Walk, own: readonly string[]): void {
  const { run, list } = listing;
  const last = walk.exchanges.at(-1);
  if (last === undefined) return;
  const ids = idsOf(listing, walk.items);
  const twice = own.find((id) => ids.indexOf(id) !== ids.lastIndexOf(id));
  const pages = `${walk.exchanges.length} pages`;
  run.judge(
    "walk-no-duplicates",
    last,
    twice === undefined
      ? undefined
      : {
          expected: `each item once in ${pages}`,
          found: `${twice} twice`,
          ...repeatedItem(listing, walk.items, twice),
        },
  );
  if (!walk.ended) {
    run.leave("walk-no-gaps", list, `the list goes on after ${pages}`);
    return;
  }
  const missing = own.filter((id) => !ids.includes(id));
  const fault = {
    expected: `in ${pages}, each of the ${own.length} items that were created`,
    found: `${missing.length} of them missing, among them ${missing[0] ?? ""}`,
    sought: { value: missing[0] ?? "", among: walk.exchanges, must: "be-there" },
  } as const;
  run.judge("walk-no-gaps", last, missing.length === 0 ? undefined : fault);
}

/** As many pages as the items fill; of no items, none or one. */
function judgePageCount({ run, list }: Listing, { items, exchanges }: Walk, size: number): void {
  const { pagination } = list;
  const last = exchanges.at(-1);
  if (pagination?.kind !== "page" || pagination.pages === undefined || last === undefined) return;
  const told = valueAt(last.answer.json, pagination.pages);
  const count = Math.ceil(items.length / size);
  if (typeof told !== "number" || (items.length === 0 && told === 1)) return;
  const fault = { expected: `at ${pagination.pages}, ${count} pages of ${size} items`, found: String(told) };
  run.judge("pages-counted", last, told === count ? undefined : fault);
}

/** Every walk shows the same items in the same order, and as many as the list says. */
function judgeWhole(listing: Listing, walks: readonly Walk[]): void {
  const { run, list } = listing;
  const [first] = walks;
  const expected = first === undefined ? [] : idsOf(listing, first.items);
  for (const each of walks) {
    const { items, exchanges, ended } = each;
    const last = exchanges.at(-1);
    if (last === undefined || !ended) continue;
    const ids = idsOf(listing, items);
    const at = ids.findIndex((id, index) => id !== expected[index]);
    const isSame = at < 0 && ids.length === expected.length;
    const fault = {
      expected: `the ${expected.length} items of another walk in the same order`,
      found: at < 0 ? `${ids.length} items` : `${ids[at]} in place ${at + 1}`,
      ...otherItems(listing, first, each),
    };
    run.judge("order-stable", last, isSame ? undefined : fault);
    judgeTotal(listing, last, ids.length);
  }
  run.leave("total-counts", list, "the answer has no total");
}

function judgeTotal({ run, list }: Listing, exchange: Exchange, count: number): void {
  const { pagination } = list;
  if (pagination === undefined || !("total" in pagination) || pagination.total === undefined) return;
  const total =
    exchange.answer.kind === "answer" ? valueAt(exchange.answer.json, pagination.total) : undefined;
  if (typeof total !== "number") return;
  const fault = { expected: `at ${pagination.total}, the ${count} items of the walk`, found: String(total) };
  run.judge("total-counts", exchange, total === count ? undefined : fault);
}
