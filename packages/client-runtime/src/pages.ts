// Walking a list: what hangs on the promise of a list call and on each of its pages. How one page leads to another is
// the style's: cursor-pages.ts, numbered-pages.ts, link-pages.ts. A client carries only the styles of its document.

import type { ApiPromise } from "./api-promise.ts";
import type { Call } from "./call.ts";
import type { RequestOptions } from "./client-options.ts";
import { PaginationError } from "./errors/pagination-error.ts";

/** One page: the parsed body, and the way to its neighbours. A member of the body that is called like a step stays. */
export type Page<Body, Item> = Body & Omit<PageSteps<Body, Item>, keyof Body>;

/** The neighbours of a page. */
export interface PageSteps<Body, Item> {
  /** The next page; undefined after the last. */
  next(): Promise<Page<Body, Item> | undefined>;
  /** The page before; undefined before the first, or where the API has no way back. */
  previous(): Promise<Page<Body, Item> | undefined>;
}

/**
 * The promise of a list call. Awaited it is one page; iterated it gives every item of every page.
 *
 * @example
 * for await (const book of client.libraries.books.list({ library_id: "l1" })) console.log(book.title);
 */
export interface PagePromise<Body, Item> extends ApiPromise<Page<Body, Item>>, AsyncIterable<Item> {
  /** The pages from this one on. */
  pages(): AsyncIterable<Page<Body, Item>>;
  /**
   * The items from this page on, in one list.
   *
   * @param options.limit Ends after so many items. @default Infinity
   */
  toArray(options?: { readonly limit?: number }): Promise<Item[]>;
}

/** Values of `params`. */
export type PageParams = Readonly<Record<string, unknown>>;

/** What a style looks at. */
export interface PageView {
  readonly body: unknown;
  readonly items: readonly unknown[];
  readonly params: PageParams;
  readonly response: Response;
  /** The error of a page that cannot be left. */
  readonly fail: (problem: string) => Error;
}

/** How pages follow each other. */
export interface PageStyle {
  /** The items of a page. */
  readonly items: (body: unknown) => unknown;
  /** The `params` of the page after or before; undefined where there is none. */
  step(view: PageView, forward: boolean): PageParams | undefined;
}

/** What a method was called with. */
export interface OperationCall {
  readonly args: readonly unknown[];
  /** The pages before this one, where a list is walked. */
  readonly walk?: Walk;
}

/** One page as it was asked for, and came. */
export interface PageCall extends OperationCall {
  /** Of its description: whether a positional argument comes first, and `params` next. */
  readonly operation: { readonly positional?: string; readonly params?: false };
  readonly params: PageParams;
  readonly options: RequestOptions;
  readonly response: Response;
  readonly call: Call;
  /** Asks for another page. */
  readonly again: (asked: OperationCall) => PromiseLike<unknown>;
}

/** The pages that were asked for one after the other in one direction. */
export interface Walk {
  readonly forward: boolean;
  readonly seen: readonly string[];
}

/** Where the next page is asked for if the body has a member of that name. */
const nextKey: unique symbol = Symbol("next");
interface Stepping {
  readonly [nextKey]?: () => Promise<Stepping | undefined>;
  readonly next: () => Promise<Stepping | undefined>;
}

/** What makes the promises of a list call walkable. */
export interface Paging {
  /**
   * Gives a body its steps. A member of the body that is called like one of them stays.
   *
   * @throws {PaginationError} The items are not where the document says.
   */
  addSteps(body: unknown, page: PageCall): unknown;
  /** Gives the promise its iteration. */
  addIteration(promise: ApiPromise<unknown>): void;
}

/** Walking in a style. */
export function createPaging(style: PageStyle): Paging {
  return {
    addSteps: (body, page) => addSteps(style, body, page),
    addIteration: (promise) => addIteration(style, promise),
  };
}

function addSteps(style: PageStyle, body: unknown, page: PageCall): unknown {
  const { operation, args, walk = { forward: true, seen: [] }, params, options, response } = page;
  const fail = (problem: string): Error => page.call.fail(PaginationError, problem);
  const items = style.items(body);
  if (!Array.isArray(items)) throw fail("the answer has no list of items where the document says");
  const step = async (forward: boolean): Promise<unknown> => {
    const to = style.step({ body, items, params, response, fail }, forward);
    if (!to) return undefined;
    const seen = walk.forward === forward ? walk.seen : [];
    const key = JSON.stringify(to);
    if (seen.includes(key)) throw fail("the list leads back to a page that was read");
    const positional = operation.positional === undefined ? [] : [args[0]];
    // A method without `params` takes the way to the next page among its options.
    const asked =
      operation.params === false ? [{ ...options, query: { ...options.query, ...to } }] : [to, options];
    return page.again({ args: [...positional, ...asked], walk: { forward, seen: [...seen, key] } });
  };
  const target = body as object;
  Object.defineProperty(target, "next" in target ? nextKey : "next", { value: () => step(true) });
  if (!("previous" in target)) Object.defineProperty(target, "previous", { value: () => step(false) });
  return body;
}

function addIteration({ items: itemsOf }: PageStyle, promise: ApiPromise<unknown>): void {
  async function* pages(): AsyncGenerator<Stepping> {
    for (
      let page = (await promise) as Stepping | undefined;
      page;
      page = await (page[nextKey] ?? page.next)()
    )
      yield page;
  }
  async function* items(): AsyncGenerator {
    for await (const page of pages()) yield* itemsOf(page) as unknown[];
  }
  const toArray = async ({ limit = Infinity } = {}): Promise<unknown[]> => {
    const all: unknown[] = [];
    // It is asked for in any case, and a failure must not be nobody's.
    await promise;
    if (limit > 0) {
      for await (const item of items()) if (all.push(item) >= limit) break;
    }
    return all;
  };
  void Object.assign(promise, { pages, toArray, [Symbol.asyncIterator]: items });
}
