import type { CursorPagination, CursorStep, Json } from "@specloom/api-model";
import { valueAt } from "../document/pointer.ts";
import type { Answer, Exchange } from "../exchange/exchange.ts";
import { requiredInput } from "./required-input.ts";
import { idsOf, type Listing } from "./listing.ts";
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

async function judgeWayBack(listing: CursorListing, pages: readonly Page[], size: number): Promise<void> {
  const { run, list, path, pagination } = listing;
  const [before, page] = pages.slice(-2);
  const step = pagination.previous;
  if (step === undefined || before === undefined || page === undefined) return;
  const cursor = valueAt(page.answer.json, step.cursor);
  if (cursor === undefined || cursor === null || cursor === "") return;
  const required = requiredInput(run.session, list);
  const limit: { readonly [name: string]: Json } =
    pagination.limit === undefined ? {} : { [pagination.limit]: size };
  const exchange = await run.callValid(list, {
    ...required,
    path,
    query: { ...required.query, ...limit, [step.parameter]: cursor },
  });
  const expected = idsOf(listing, listItems(list, before.answer));
  const found = idsOf(listing, listItems(list, exchange.answer));
  const fault = {
    expected: `with ${step.parameter}, the page before: ${expected.join(", ")}`,
    found: found.length === 0 ? "no items" : found.join(", "),
  };
  run.judge("previous-inverts-next", exchange, expected.join() === found.join() ? undefined : fault);
  judgeMore(listing, pagination.next, { page: exchange, isMore: true });
}
