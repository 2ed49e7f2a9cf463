import type { CursorPagination, CursorStep, Json } from "@specloom/api-model";
import { valueAt } from "../document/pointer.ts";
import type { Answer, Exchange } from "../exchange/exchange.ts";
import { requiredInput } from "./required-input.ts";
import { idsOf, otherItems, type Listing, type Shown } from "./listing.ts";
import { listItems, type Walk } from "./walk-list.ts";

interface CursorListing extends Listing {
  readonly pagination: CursorPagination;
}

type Page = Exchange & { readonly answer: Answer };

/** Judges what the pages of a walk say of each other, and that the way back is the way there. */
export async function judgeCursors(listing: CursorListing, { exchanges }: Walk, size: number): Promise<void> {
  const { pagination } = listing;
  for (const [index, page] of exchanges.entries()) {
    judgeMore(listing, pagination.next, { page, isMore: index < exchanges.length - 1 });
    if (pagination.previous !== undefined)
      judgeMore(listing, pagination.previous, { page, isMore: index > 0 });
  }
  judgeLastFilled(listing, exchanges);
  await judgeWayBack(listing, exchanges, size);
  await judgeAgain(listing, exchanges, size);
  await judgeEnds(listing, exchanges, size);
}

function shownBy({ list }: CursorListing, page: Page): Shown {
  return { items: listItems(list, page.answer), exchanges: [page] };
}

function judgeMore(
  { run, list }: CursorListing,
  step: CursorStep,
  { page, isMore }: { readonly page: Page; readonly isMore: boolean },
): void {
  const cursor = valueAt(page.answer.json, step.cursor);
  const isGiven = cursor !== undefined && cursor !== null && cursor !== "";
  if (step.more !== undefined) {
    const more = valueAt(page.answer.json, step.more);
    const fault = { expected: `${String(isMore)} at ${step.more}`, found: JSON.stringify(more ?? null) };
    // An empty page stands nowhere in its list.
    if (listItems(list, page.answer).length > 0)
      run.judge("more-told", page, more === isMore ? undefined : fault);
  }
  const missing = { expected: `a cursor at ${step.cursor}, since there is more`, found: "none" };
  run.judge("cursors-given", page, isMore && !isGiven ? missing : undefined);
}

/** A page that was promised holds something. */
function judgeLastFilled({ run, list }: CursorListing, pages: readonly Page[]): void {
  const last = pages.at(-1);
  if (last === undefined || pages.length < 2) return;
  const { length } = listItems(list, last.answer);
  const fault = { expected: "items on a page after one that told of more", found: "none" };
  run.judge("more-told", last, length > 0 ? undefined : fault);
}

/** A cursor that was used leads to the same page once more. */
async function judgeAgain(listing: CursorListing, pages: readonly Page[], size: number): Promise<void> {
  const [first, second] = pages;
  const { run, pagination } = listing;
  if (first === undefined || second === undefined) return;
  const again = await askPage(listing, pagination.next, { page: first, size });
  if (again === undefined) return;
  const shown = [shownBy(listing, second), shownBy(listing, again)] as const;
  const [expected, found] = shown.map(({ items }) => idsOf(listing, items));
  const fault = {
    ...otherItems(listing, ...shown),
    expected: `the same page with the same cursor: ${expected?.join(", ")}`,
    found: found?.length === 0 ? "no items" : `${found?.join(", ")}`,
  };
  run.judge("order-stable", again, expected?.join() === found?.join() ? undefined : fault);
}

/** Where a cursor leads out of the list, nothing follows that stands before it. */
async function judgeEnds(listing: CursorListing, pages: readonly Page[], size: number): Promise<void> {
  const { run, list, pagination } = listing;
  const ends = [
    { step: pagination.next, page: pages.at(-1) },
    { step: pagination.previous, page: pages[0] },
  ];
  for (const { step, page } of ends) {
    if (step === undefined || page === undefined) continue;
    const beyond = await askPage(listing, step, { page, size });
    if (beyond === undefined) continue;
    const shown = idsOf(listing, listItems(list, page.answer));
    const twice = idsOf(listing, listItems(list, beyond.answer)).find((id) => shown.includes(id));
    const fault = { expected: `nothing of the page whose end ${step.cursor} tells`, found: `${twice} again` };
    run.judge("list-ends", beyond, twice === undefined ? undefined : fault);
  }
}

/** The page to which a cursor of a page leads; absent where it has none. */
async function askPage(
  { run, list, path, pagination }: CursorListing,
  step: CursorStep,
  { page, size }: { readonly page: Page; readonly size: number },
): Promise<Page | undefined> {
  const cursor = valueAt(page.answer.json, step.cursor);
  if (cursor === undefined || cursor === null || cursor === "") return undefined;
  const required = requiredInput(run.session, list);
  const limit: { readonly [name: string]: Json } =
    pagination.limit === undefined ? {} : { [pagination.limit]: size };
  return run.callValid(list, {
    ...required,
    path,
    query: { ...required.query, ...limit, [step.parameter]: cursor },
  });
}

async function judgeWayBack(listing: CursorListing, pages: readonly Page[], size: number): Promise<void> {
  const { run, pagination } = listing;
  const [before, page] = pages.slice(-2);
  const step = pagination.previous;
  if (step === undefined || before === undefined || page === undefined) return;
  const exchange = await askPage(listing, step, { page, size });
  if (exchange === undefined) return;
  const shown = [shownBy(listing, before), shownBy(listing, exchange)] as const;
  const [expected, found] = [idsOf(listing, shown[0].items), idsOf(listing, shown[1].items)];
  const fault = {
    ...otherItems(listing, ...shown),
    expected: `with ${step.parameter}, the page before: ${expected.join(", ")}`,
    found: found.length === 0 ? "no items" : found.join(", "),
  };
  run.judge("previous-inverts-next", exchange, expected.join() === found.join() ? undefined : fault);
  judgeMore(listing, pagination.next, { page: exchange, isMore: true });
}
