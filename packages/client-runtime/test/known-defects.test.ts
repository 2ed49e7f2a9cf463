// Defects that generated clients are known for, each shown not to exist here by what a server and a log get to see.

import { expect, test } from "vitest";
import {
  cursorPages,
  defineClient,
  defineResource,
  isClientError,
  isPathError,
  type ClientBase,
  type Logger,
  type PagePromise,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { createClient } from "./library/client.ts";
import { recordFetch, rejection, type Recorder } from "./record-fetch.ts";
import { call, createOn, quickClock, scripted, status } from "./scripted.ts";

const credentials = { clientId: "id", clientSecret: "hunter2" };

/** Issues tokens, unless the answer says otherwise, and answers every other call with an empty list. */
function serve(issue = (): Response => Response.json({ access_token: "t" })): Recorder {
  return recordFetch(({ url }) => (url.endsWith("/token") ? issue() : Response.json({ items: [] })));
}

test("a create whose answer does not come in time is not sent again", async () => {
  let taken = 0;
  const fetch = (): Promise<Response> => (taken++, new Promise(() => {}));
  const create = createOn({
    now: () => 0,
    random: () => 0.5,
    after: (_, callback) => (queueMicrotask(callback), () => {}),
  });
  expect(await rejection(call.POST(create({ fetch })))).toMatchObject({
    name: "TimeoutError",
    attempts: 1,
    mayHaveTakenEffect: true,
  });
  expect(taken).toBe(1);
});

test("a create that a gateway gave up on is not sent again", async () => {
  const { client, sent } = scripted([status(504), status(201)]);
  expect(await rejection(call.POST(client))).toMatchObject({ status: 504, mayHaveTakenEffect: true });
  expect(sent).toHaveLength(1);
});

test("a failure to fetch a token is not kept", async () => {
  let healthy = false;
  const { fetch } = serve(() =>
    healthy ? Response.json({ access_token: "t" }) : Response.json({ error: "down" }, { status: 400 }),
  );
  const client = createOn(quickClock())({ ...credentials, fetch });
  expect(await rejection(call.GET(client))).toMatchObject({ name: "TokenError" });
  expect(await rejection(call.GET(client))).toMatchObject({ name: "TokenError" });
  healthy = true;
  await expect(call.GET(client)).resolves.toEqual({ items: [] });
});

test("the secret goes to the host of the base URL, not to the one in the document", async () => {
  const { fetch, sent } = serve();
  await call.GET(createClient({ ...credentials, baseUrl: "http://127.0.0.1:9/base", fetch }));
  expect(sent.map(({ url }) => new URL(url).host)).toEqual(["127.0.0.1:9", "127.0.0.1:9"]);
});

test("no line of the log holds the secret or the token, at any level, whatever goes wrong", async () => {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const logger: Logger = { debug: write, info: write, warn: write };
  const answers = [
    () => Response.json({ error: "no", client_secret: "hunter2" }, { status: 401 }),
    () => Response.json({ access_token: "hunter3" }),
  ];
  for (const answer of answers) {
    const { fetch } = serve(answer);
    const client = createOn(quickClock())({ ...credentials, fetch, logger, logLevel: "debug" });
    await call.GET(client, { query: { client_secret: "hunter2" } }).catch(() => {});
  }
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.join("\n")).not.toMatch(/hunter|aWQ6aHVudGVyMg/);
});

test.each(["", "..", undefined])("the id %j is refused before anything is sent", async (id) => {
  const { fetch, sent } = serve();
  const { libraries } = createClient({ token: "t", fetch });
  expect(isPathError(await rejection(libraries.books.delete(id as string, { library_id: "l" })))).toBe(true);
  expect(sent).toEqual([]);
});

test("a body that is not what it says is no bare SyntaxError", async () => {
  const { client } = scripted([new Response("<html>")]);
  const error = await rejection(call.GET(client));
  expect(isClientError(error)).toBe(true);
  expect(error).toMatchObject({ name: "DecodeError" });
});

interface Shelves extends ClientBase<{}> {
  readonly shelves: {
    list(params: { after?: string }): PagePromise<{ items: number[]; end: string }, number>;
  };
}

test("a list is walked to its end by a loop, and a server that goes in circles does not hold it", async () => {
  const pages = cursorPages({ items: "/items", next: { parameter: "after", cursor: "/end" } });
  const shelves = defineResource<Shelves["shelves"]>({ list: { method: "GET", path: "/shelves", pages } });
  const walk = (ends: Record<string, string>): PagePromise<unknown, number> => {
    const { fetch } = recordFetch(({ url }) => {
      const after = new URL(url).searchParams.get("after") ?? "";
      return Response.json({ items: [after.length], end: ends[after] ?? "" });
    });
    return defineClient<Shelves, {}>(api, { shelves }, { environment: {} })({ fetch }).shelves.list({});
  };
  expect(await walk({ "": "a", a: "aa" }).toArray()).toEqual([0, 1, 2]);
  expect(await rejection(walk({ "": "a", a: "aa", aa: "a" }).toArray())).toMatchObject({
    name: "PaginationError",
  });
});
