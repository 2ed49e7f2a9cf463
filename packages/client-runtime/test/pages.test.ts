import { describe, expect, expectTypeOf, test } from "vitest";
import {
  cursorPages,
  defineClient,
  defineResource,
  isPaginationError,
  linkPages,
  numberedPages,
  type ClientBase,
  type OperationDescription,
  type Page,
  type PagePromise,
  type Paging,
  type RequestOptions,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { recordFetch, rejection, type SentRequest } from "./record-fetch.ts";

interface Item {
  id: number;
}
interface Body {
  items: Item[];
  page_info: { has_next_page: boolean; end_cursor?: string };
}
interface Bare extends ClientBase<{}> {
  readonly things: { list(options?: RequestOptions): PagePromise<Item[], Item> };
}
interface Params {
  after?: string;
  before?: string;
  limit?: number;
  filter?: string;
}
interface Things {
  list(shelf: string, params?: Params, options?: RequestOptions): PagePromise<Body, Item>;
}
interface Client extends ClientBase<{}> {
  readonly things: Things;
}

/** A client whose list has these pages, and what it sent. */
function walking(
  pages: Paging,
  answer: (query: URLSearchParams, request: SentRequest) => Response,
): { client: Client; sent: SentRequest[] } {
  const { fetch, sent } = recordFetch((request) => answer(new URL(request.url).searchParams, request));
  const list: OperationDescription = {
    method: "GET",
    path: "/shelves/{shelf}/things",
    positional: "shelf",
    pages,
  };
  const create = defineClient<Client, {}>(
    api,
    { things: defineResource<Things>({ list }) },
    { environment: {} },
  );
  return { client: create({ token: "t", fetch }), sent };
}

const ALL = [0, 1, 2, 3, 4].map((id) => ({ id }));
const cursor = cursorPages({
  items: "/items",
  next: { parameter: "after", cursor: "/page_info/end_cursor", more: "/page_info/has_next_page" },
  previous: { parameter: "before", cursor: "/page_info/start_cursor", more: "/page_info/has_prev_page" },
});

/** Cursors in both directions over five items, two a page unless asked. */
function byCursor(query: URLSearchParams): Response {
  const size = Number(query.get("limit") ?? 2);
  const after = query.get("after");
  const before = query.get("before");
  const start =
    before === null ? (after === null ? 0 : Number(after) + 1) : Math.max(0, Number(before) - size);
  const items = ALL.slice(start, start + size);
  const page_info = {
    has_next_page: start + size < ALL.length,
    has_prev_page: start > 0,
    ...(items[0] && { start_cursor: String(items[0].id), end_cursor: String(items.at(-1)!.id) }),
  };
  return Response.json({ items, page_info });
}

const ids = (items: readonly Item[]): number[] => items.map(({ id }) => id);

describe("a list by cursor", () => {
  test("awaited is one page, which is the parsed body", async () => {
    const { client, sent } = walking(cursor, byCursor);
    const page = await client.things.list("s", { limit: 3 });
    expectTypeOf(page).toEqualTypeOf<Page<Body, Item>>();
    expect(page).toEqual({
      items: ALL.slice(0, 3),
      page_info: { has_next_page: true, has_prev_page: false, start_cursor: "0", end_cursor: "2" },
    });
    expect(Object.keys(page)).toEqual(["items", "page_info"]);
    expect(sent).toHaveLength(1);
  });

  test("iterated is every item, with the same params and options for each page", async () => {
    const { client, sent } = walking(cursor, byCursor);
    const found: Item[] = [];
    for await (const item of client.things.list("a/b", { filter: "f" }, { headers: { "x-more": "1" } }))
      found.push(item);
    expect(found).toEqual(ALL);
    expect(sent.map(({ url }) => url.slice(url.indexOf("/shelves")))).toEqual([
      "/shelves/a%2Fb/things?filter=f",
      "/shelves/a%2Fb/things?filter=f&after=1",
      "/shelves/a%2Fb/things?filter=f&after=3",
    ]);
    expect(sent.every(({ headers }) => headers["x-more"] === "1")).toBe(true);
  });

  test("gives pages and arrays, and asks for no page more than needed", async () => {
    const { client, sent } = walking(cursor, byCursor);
    const sizes: number[] = [];
    for await (const page of client.things.list("s").pages()) sizes.push(page.items.length);
    expect(sizes).toEqual([2, 2, 1]);
    expect(ids(await client.things.list("s").toArray())).toEqual([0, 1, 2, 3, 4]);
    sent.length = 0;
    expect(ids(await client.things.list("s").toArray({ limit: 2 }))).toEqual([0, 1]);
    expect(sent).toHaveLength(1);
    expect(ids(await client.things.list("s").toArray({ limit: 3 }))).toEqual([0, 1, 2]);
    expect(sent).toHaveLength(3);
    expect(await client.things.list("s").toArray({ limit: 0 })).toEqual([]);
  });

  test("goes forth and back, as often as one likes", async () => {
    const { client } = walking(cursor, byCursor);
    const first = await client.things.list("s");
    expect(await first.previous()).toBeUndefined();
    const second = (await first.next())!;
    const again = (await second.previous())!;
    expect(again.items).toEqual(first.items);
    const third = (await (await again.next())!.next())!;
    expect(ids(third.items)).toEqual([4]);
    expect(await third.next()).toBeUndefined();
    expect(ids((await third.previous())!.items)).toEqual([2, 3]);
  });

  test("ends in an error where the server repeats a cursor", async () => {
    const { client, sent } = walking(cursor, () =>
      Response.json({ items: ALL, page_info: { has_next_page: true, end_cursor: "x" } }),
    );
    const error = await rejection(client.things.list("s").toArray());
    expect(isPaginationError(error)).toBe(true);
    expect((error as Error).message).toMatch(/^GET https:.*\/things\?after=x: the list leads back/);
    expect(sent).toHaveLength(2);
  });

  test("ends in an error where there is more but no cursor, or no items", async () => {
    const lost = walking(cursor, () => Response.json({ items: [], page_info: { has_next_page: true } }));
    expect(await rejection(lost.client.things.list("s").toArray())).toMatchObject({
      name: "PaginationError",
      message: expect.stringContaining("/page_info/end_cursor") as string,
    });
    const wrong = walking(cursor, () => Response.json({ data: [] }));
    expect(isPaginationError(await rejection(wrong.client.things.list("s")))).toBe(true);
  });

  test("without a word about more ends where there is no cursor", async () => {
    const style = cursorPages({ items: "", next: { parameter: "after", cursor: "/0/next" } });
    const { client } = walking(style, (query) =>
      Response.json(query.has("after") ? [{ id: 1 }] : [{ id: 0, next: "c" }]),
    );
    expect(ids(await client.things.list("s").toArray())).toEqual([0, 1]);
    expect(await (await client.things.list("s")).previous()).toBeUndefined();
  });

  test("ends where the cursor is missing whose member is called like a step", async () => {
    const style = cursorPages({ items: "/items", next: { parameter: "after", cursor: "/next" } });
    const { client, sent } = walking(style, (query) =>
      Response.json(query.has("after") ? { items: [{ id: 1 }] } : { items: [{ id: 0 }], next: "c" }),
    );
    expect(ids(await client.things.list("s").toArray())).toEqual([0, 1]);
    expect(sent).toHaveLength(2);
  });

  test("fails as calls do", async () => {
    const { client } = walking(cursor, (query) =>
      query.has("after") ? new Response("{}", { status: 404 }) : byCursor(query),
    );
    expect(await rejection(client.things.list("s").toArray())).toMatchObject({ name: "NotFoundError" });
  });

  test("fails as calls do, though none of its items are asked for", async () => {
    const { client } = walking(cursor, () => new Response("{}", { status: 404 }));
    await expect(client.things.list("s").toArray({ limit: 0 })).rejects.toMatchObject({ status: 404 });
  });

  test("gives the response too", async () => {
    const { client } = walking(cursor, byCursor);
    const { data, response } = await client.things.list("s").withResponse();
    expect(response.status).toBe(200);
    expect(ids((await data.next())!.items)).toEqual([2, 3]);
  });
});

const slice = (start: number, size: number): Item[] => ALL.slice(start, start + size);

describe("a list by number", () => {
  test.each([undefined, "/pages"])(
    "of pages ends with the last or an empty one (count at %s)",
    async (pages) => {
      const style = numberedPages({
        items: "/items",
        parameter: "page",
        counts: "pages",
        ...(pages && { pages }),
      });
      const { client, sent } = walking(style, (query) =>
        Response.json({ items: slice((Number(query.get("page") ?? 1) - 1) * 2, 2), pages: 3 }),
      );
      expect(ids(await client.things.list("s").toArray())).toEqual([0, 1, 2, 3, 4]);
      expect(sent).toHaveLength(pages === undefined ? 4 : 3);
      const first = await client.things.list("s");
      expect(await first.previous()).toBeUndefined();
      expect(ids((await (await first.next())!.previous())!.items)).toEqual([0, 1]);
    },
  );

  test.each([undefined, "/total"])("of items counts what it got (total at %s)", async (total) => {
    const style = numberedPages({
      items: "/items",
      parameter: "offset",
      counts: "items",
      limit: "limit",
      ...(total && { total }),
    });
    const { client, sent } = walking(style, (query) =>
      Response.json({
        items: slice(Number(query.get("offset") ?? 0), Number(query.get("limit") ?? 2)),
        total: 5,
      }),
    );
    expect(ids(await client.things.list("s", { limit: 2 }).toArray())).toEqual([0, 1, 2, 3, 4]);
    expect(sent).toHaveLength(total === undefined ? 4 : 3);
    const third = (await (await (await client.things.list("s", { limit: 2 })).next())!.next())!;
    expect(ids((await third.previous())!.items)).toEqual([2, 3]);
  });
});

describe("a list by link", () => {
  test("in the answer takes the query of the link, and never its host", async () => {
    const { client, sent } = walking(linkPages({ items: "/items", next: "/next" }), (query) =>
      Response.json({
        items: [{ id: Number(query.get("p") ?? 0) }],
        next: query.has("p") ? null : "https://evil.example/steal?p=1&tag=a&tag=b",
      }),
    );
    expect(ids(await client.things.list("s", { filter: "f" }).toArray())).toEqual([0, 1]);
    expect(sent[1]!.url).toBe("https://api.library.example/v1/shelves/s/things?filter=f&p=1&tag=a&tag=b");
    const page = (await client.things.list("s")) as unknown as { next: unknown };
    expect(page.next).toBe("https://evil.example/steal?p=1&tag=a&tag=b");
  });

  test("ends in an error where it is no URL", async () => {
    const { client } = walking(linkPages({ items: "/items", next: "/more" }), () =>
      Response.json({ items: [], more: "http://[" }),
    );
    expect(isPaginationError(await rejection(client.things.list("s").toArray()))).toBe(true);
  });

  test("is walked where the method takes no params", async () => {
    const { fetch, sent } = recordFetch(({ url }) =>
      Response.json(
        [{ id: sent.length }],
        url.includes("p=") ? {} : { headers: { link: "<?p=1>; rel=next" } },
      ),
    );
    const things = defineResource<Bare["things"]>({
      list: { method: "GET", path: "/things", params: false, pages: linkPages({ items: "" }) },
    });
    const client = defineClient<Bare, {}>(api, { things }, { environment: {} })({ token: "t", fetch });
    expect(ids(await client.things.list({ query: { v: 1 } }).toArray())).toEqual([1, 2]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(["?v=1", "?v=1&p=1"]);
  });

  test("in the header Link goes both ways", async () => {
    const links = '<https://api.example/x?p=0>; rel="first prev", <?p=2>; title="a, b"; rel=next';
    const { client } = walking(linkPages({ items: "" }), (query) =>
      Response.json([{ id: Number(query.get("p") ?? 1) }], {
        headers: query.has("p") ? {} : { link: links },
      }),
    );
    const page = (await client.things.list("s")) as unknown as Page<Item[], Item>;
    expect(ids((await page.next())!)).toEqual([2]);
    expect(ids((await page.previous())!)).toEqual([0]);
    expect(ids(await client.things.list("s").toArray())).toEqual([1, 2]);
  });
});
