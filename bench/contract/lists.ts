// Lists in other orders, with other cursors, and with other pages.
import { isCollection, segmentsOf, type Fetch, type Thing, type Variant } from "./variant.ts";

interface Listing {
  /** @default the mock's order */
  readonly order?: (a: Thing, b: Thing) => number;
  /** What a cursor looks like; must be reversible. */
  readonly encode?: (id: string) => string;
  readonly decode?: (cursor: string) => string;
  /** @default 10 */
  readonly defaultLimit?: number;
  /** Cursors although there is nothing more that way. @default true */
  readonly keepsCursors?: boolean;
  /** Cursors of a page without items. */
  readonly emptyCursor?: string;
}

const text = (thing: Thing, member: string): string => String(thing[member]);
const byText =
  (member: string) =>
  (a: Thing, b: Thing): number =>
    text(a, member) < text(b, member) ? -1 : Number(text(a, member) > text(b, member));
const hash = (id: string): number =>
  Array.from(id).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7);

const base64 = {
  encode: (id: string) => Buffer.from(JSON.stringify({ at: id, v: 1 })).toString("base64"),
  decode: (cursor: string) => (JSON.parse(Buffer.from(cursor, "base64").toString()) as { at: string }).at,
};

/** Lists are cut from all that the mock has, by the variant's own rules. */
function relisted(name: string, listing: Listing): Variant {
  return {
    name,
    wrap: (fetch) => async (request) => {
      if (request.method !== "GET" || !isCollection(request)) return fetch(request);
      const url = new URL(request.url);
      const cursors = { after: url.searchParams.get("after"), before: url.searchParams.get("before") };
      const limit = url.searchParams.get("limit");
      const decoded = decodeAll(cursors, listing);
      // What the mock refuses is refused in its words.
      url.searchParams.delete("after");
      url.searchParams.delete("before");
      if (decoded === undefined) url.searchParams.set("after", cursors.after ?? cursors.before ?? "");
      const checked = await fetch(new Request(url, { headers: request.headers }));
      if (!checked.ok) return checked;
      const { items, rest } = await everything(fetch, url, request.headers);
      const order = listing.order === undefined ? items : items.toSorted(listing.order);
      const place = (id: string | null | undefined): number => order.findIndex((each) => each["id"] === id);
      const [after, before] = [decoded?.after ?? null, decoded?.before ?? null];
      if ((after !== null && place(after) < 0) || (after === null && before !== null && place(before) < 0)) {
        url.searchParams.set("after", "gone");
        return fetch(new Request(url, { headers: request.headers }));
      }
      const size = limit === null ? (listing.defaultLimit ?? 10) : Number(limit);
      const end = before !== null && after === null ? place(before) : order.length;
      const start = after !== null ? place(after) + 1 : before === null ? 0 : Math.max(0, end - size);
      const page = order.slice(start, Math.min(end, start + size));
      const next = start + page.length < order.length;
      return Response.json({
        ...rest,
        items: page,
        page_info: pageInfo(page, { next, prev: start > 0 }, listing),
      });
    },
  };
}

function pageInfo(
  page: readonly Thing[],
  { next, prev }: { next: boolean; prev: boolean },
  listing: Listing,
): Thing {
  const { encode = (id: string) => id, keepsCursors = true, emptyCursor } = listing;
  const cursor = (thing: Thing | undefined): string | undefined =>
    thing === undefined ? emptyCursor : encode(text(thing, "id"));
  const [first, last] = [cursor(page[0]), cursor(page.at(-1))];
  return {
    has_next_page: next,
    has_prev_page: prev,
    ...(last !== undefined && (next || keepsCursors) ? { end_cursor: last } : {}),
    ...(first !== undefined && (prev || keepsCursors) ? { start_cursor: first } : {}),
  };
}

function decodeAll(
  cursors: { readonly after: string | null; readonly before: string | null },
  { decode = (cursor: string) => cursor }: Listing,
): { readonly after: string | null; readonly before: string | null } | undefined {
  try {
    const read = (cursor: string | null): string | null => (cursor === null ? null : decode(cursor));
    return { after: read(cursors.after), before: read(cursors.before) };
  } catch {
    return undefined;
  }
}

async function everything(
  fetch: Fetch,
  from: URL,
  headers: Headers,
): Promise<{ items: readonly Thing[]; rest: Thing }> {
  const url = new URL(from);
  url.searchParams.set("limit", "100");
  const items: Thing[] = [];
  let rest: Thing = {};
  for (;;) {
    const body = (await (await fetch(new Request(url, { headers }))).json()) as {
      items: Thing[];
      page_info: { has_next_page: boolean; end_cursor?: string };
    };
    rest = { ...body };
    items.push(...body.items);
    if (!body.page_info.has_next_page) return { items, rest };
    url.searchParams.set("after", body.page_info.end_cursor ?? "");
  }
}

export const lists: readonly Variant[] = [
  relisted("lists the newest first", { order: (a, b) => -byText("created_at")(a, b) || -byText("id")(a, b) }),
  relisted("lists by name", { order: (a, b) => byText("name")(a, b) || byText("id")(a, b) }),
  relisted("lists by id", { order: byText("id") }),
  relisted("lists in no order that can be guessed", {
    order: (a, b) => hash(text(a, "id")) - hash(text(b, "id")),
  }),
  relisted("gives cursors in base64", base64),
  relisted("gives cursors of 255 characters", {
    encode: (id) => id.padEnd(255, "~"),
    decode: (cursor) => {
      if (cursor.length !== 255) throw new Error("no cursor of ours");
      return cursor.replace(/~+$/, "");
    },
  }),
  relisted("gives cursors that need encoding", {
    encode: (id) => `é/+ &=?#${id}`,
    decode: (cursor) => cursor.slice("é/+ &=?#".length),
  }),
  relisted("gives cursors only where there is more", { keepsCursors: false }),
  relisted("gives cursors on an empty page", { emptyCursor: "empty" }),
  relisted("gives five items unasked", { defaultLimit: 5 }),
  relisted("gives one item unasked", { defaultLimit: 1 }),
  relisted("gives a hundred items unasked", { defaultLimit: 100 }),
  {
    name: "others create and delete in the same organization",
    wrap: (fetch, world) => {
      const theirs: string[] = [];
      let token: string | undefined;
      let count = 0;
      const path = `http://mock.test/organizations/${world.owner.tenant}/service-accounts`;
      const call = async (method: string, url: string, body?: string): Promise<Response> =>
        fetch(
          new Request(url, {
            method,
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
            ...(body === undefined ? {} : { body }),
          }),
        );
      return async (request) => {
        count += 1;
        if (count % 5 === 0 && segmentsOf(request)[0] === "organizations") {
          token ??= await tokenOf(fetch, world.owner);
          const created = (await (await call("POST", path, `{"name":"theirs ${count}"}`)).json()) as Thing;
          theirs.push(text(created, "id"));
          if (theirs.length > 7) await call("DELETE", `${path}/${theirs.shift()}`);
        }
        return fetch(request);
      };
    },
  },
];

async function tokenOf(
  fetch: Fetch,
  { clientID, clientSecret }: { clientID: string; clientSecret: string },
): Promise<string> {
  const response = await fetch(
    new Request("http://mock.test/service-account-token", {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${clientID}:${clientSecret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    }),
  );
  return ((await response.json()) as { access_token: string }).access_token;
}
