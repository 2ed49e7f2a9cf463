import { describe, expect, test } from "vitest";
import {
  isBadRequestError,
  isClientError,
  isConfigurationError,
  isConflictError,
  isConnectionError,
  isDecodeError,
  isForbiddenError,
  isNotFoundError,
  isPathError,
  isServerError,
  isStatusError,
  isTooManyRequestsError,
  isUnauthorizedError,
  isUnprocessableContentError,
  type DecodeError,
  type Middleware,
  type NotFoundError,
  type StatusError,
} from "../src/index.ts";
import { createBareClient, createClient, createPathClient, type Client } from "./library/client.ts";
import { books } from "./library/books.ts";
import { answering } from "./answering.ts";
import { recordFetch, rejection } from "./record-fetch.ts";

const base = "https://api.library.example/v1";

const ok = (): Response => Response.json({ items: [] });
const listBooks = (client: Client): ReturnType<Client["libraries"]["books"]["list"]> =>
  client.libraries.books.list({ library_id: "l" });

describe("arguments go where the operation says", () => {
  test("path, query styles, headers and cookies", async () => {
    const { client, sent } = answering(ok);
    await client.libraries.books.list({
      library_id: "a/b",
      after: "c d",
      expand: ["reviews", "shelf"],
      tags: ["x", "y"],
      filter: { author: "A", year: 1 },
      xTraceID: "trace",
      session: "s;1",
    });
    expect(sent).toMatchObject([
      {
        method: "GET",
        url: `${base}/libraries/a%2Fb/books?after=c%20d&expand=reviews&expand=shelf&tags=x%7Cy&filter%5Bauthor%5D=A&filter%5Byear%5D=1`,
        headers: {
          accept: "application/json",
          authorization: "Bearer t",
          cookie: "session=s%3B1",
          "x-trace-id": "trace",
        },
        body: undefined,
      },
    ]);
    expect(sent[0]!.headers).not.toHaveProperty("content-type");
  });

  test("members of the body, and a query beside it", async () => {
    const { client, sent } = answering(ok);
    await client.libraries.books.create({
      library_id: "l",
      title: "T",
      note: "n",
      dry_run: true,
      xTraceID: "x",
    });
    expect(sent[0]).toMatchObject({
      method: "POST",
      url: `${base}/libraries/l/books?dry_run=true`,
      headers: { "content-type": "application/json", "x-trace-id": "x" },
      body: '{"title":"T","note":"n"}',
    });
  });

  test("a whole body, and the positional value last in the path", async () => {
    const { client, sent } = answering(ok);
    await client.libraries.books.replaceTags("b 1", { library_id: "l", body: ["x"] });
    expect(sent[0]).toMatchObject({
      method: "PUT",
      url: `${base}/libraries/l/books/b%201/tags`,
      body: '["x"]',
    });
  });

  test("a body that may be left out is, and has its media type otherwise", async () => {
    const { client, sent } = answering(ok);
    await client.libraries.books.touch("b", { library_id: "l" });
    await client.libraries.books.touch("b", { library_id: "l", note: "n" });
    expect(sent.map(({ body }) => body)).toEqual([undefined, '{"note":"n"}']);
    expect(sent[1]!.headers["content-type"]).toBe("application/merge-patch+json");
  });

  test("options follow at once where there are no params", async () => {
    const { client, sent } = answering(() => new Response(null, { status: 204 }));
    await client.libraries.open("l", { headers: { "x-more": "1" }, query: { dry: true } });
    expect(sent[0]).toMatchObject({ url: `${base}/libraries/l/open?dry=true`, headers: { "x-more": "1" } });
  });

  test("client options apply to each call, and those of the call win", async () => {
    const { client, sent } = answering(ok, { headers: { "x-a": "1", "x-b": "1" }, query: { v: 1, w: 1 } });
    await client.libraries.books.list(
      { library_id: "l" },
      { headers: { "X-A": "2", "x-b": null }, query: { v: 2 } },
    );
    expect(sent[0]!.url).toBe(`${base}/libraries/l/books?v=2&w=1`);
    expect(sent[0]!.headers).toMatchObject({ "x-a": "2" });
    expect(sent[0]!.headers).not.toHaveProperty("x-b");
  });

  test("a header of the call that HTTP does not allow is named without its value", async () => {
    const headers = { "x-key": "hunter2\n\nx" };
    const { client, sent } = answering(ok);
    const error = await rejection(client.libraries.books.list({ library_id: "l" }, { headers }));
    expect(isConfigurationError(error)).toBe(true);
    expect((error as Error).message).toContain('"headers"');
    expect((error as Error).message).not.toContain("hunter2");
    expect(sent).toEqual([]);
  });

  test("a name like a member of every object is a name like any other", async () => {
    const { client, sent } = answering(ok);
    const params = JSON.parse('{"library_id":"l","__proto__":"p","constructor":"c","toString":"s"}') as {
      library_id: string;
    };
    await client.libraries.books.list(params);
    expect(sent[0]!.url).toBe(`${base}/libraries/l/books?__proto__=p&constructor=c&toString=s`);
  });

  test("a positional value is not taken from params", async () => {
    const { client, sent } = answering(ok);
    const wrong = { library_id: "l", book_id: "other" };
    await client.libraries.books.retrieve("b", wrong);
    expect(sent[0]!.url).toBe(`${base}/libraries/l/books/b`);
  });

  test.each([[""], [".."], [undefined], [{ library_id: "l" }]])(
    "the path value %j is refused before anything is sent",
    async (value) => {
      const { client, sent } = answering(ok);
      const error = await rejection(client.libraries.books.retrieve(value as string, { library_id: "l" }));
      expect(isPathError(error)).toBe(true);
      expect((error as Error).message).toContain("/libraries/{library_id}/books/{book_id}");
      expect(sent).toEqual([]);
    },
  );
});

describe("answers", () => {
  test("resolve to the parsed body", async () => {
    const { client } = answering(() => Response.json({ items: [{ id: "1", title: "T" }] }));
    await expect(listBooks(client)).resolves.toEqual({ items: [{ id: "1", title: "T" }] });
  });

  test.each([
    () => new Response(null, { status: 204 }),
    () => new Response("", { status: 200 }),
    () => new Response("gone"),
  ])("of an operation without a body resolve to undefined", async (answer) => {
    const { client } = answering(answer);
    await expect(client.libraries.books.delete("b", { library_id: "l" })).resolves.toBeUndefined();
  });

  test.each([
    [400, "BadRequestError", isBadRequestError],
    [401, "UnauthorizedError", isUnauthorizedError],
    [403, "ForbiddenError", isForbiddenError],
    [404, "NotFoundError", isNotFoundError],
    [409, "ConflictError", isConflictError],
    [422, "UnprocessableContentError", isUnprocessableContentError],
    [429, "TooManyRequestsError", isTooManyRequestsError],
    [500, "ServerError", isServerError],
    [599, "ServerError", isServerError],
    [418, "StatusError", isStatusError],
  ])("of status %i reject with %s", async (status, name, guard) => {
    const { client } = answering(() => new Response('{"message":"because","code":"c"}', { status }));
    const error = (await rejection(listBooks(client))) as StatusError;
    expect(guard(error) && isStatusError(error) && isClientError(error)).toBe(true);
    expect(error).toMatchObject({
      name,
      status,
      attempts: 1,
      request: { method: "GET", url: `${base}/libraries/l/books` },
      body: { message: "because", code: "c" },
    });
    expect(error.stack!.split("\n")[0]).toContain(
      `${name}: GET ${base}/libraries/l/books: ${status} because`,
    );
  });

  test.each([204, 205])("of status %i resolve to undefined whatever was promised", async (status) => {
    const { client } = answering(() => new Response(null, { status }));
    await expect(listBooks(client)).resolves.toBeUndefined();
  });

  test("keep what support asks for", async () => {
    const { client } = answering(
      () => new Response("down", { status: 404, headers: { "x-request-id": "req-1" } }),
    );
    const error = (await rejection(listBooks(client))) as NotFoundError;
    expect(error).toMatchObject({ requestID: "req-1", body: "down" });
    expect(error.response.headers.get("x-request-id")).toBe("req-1");
    const status: 404 = error.status;
    expect(status).toBe(404);
  });

  test.each([
    ["<html>sorry hunter2</html>", /not JSON \(text\/html, 26 characters\)/],
    ['{"items":["hunter2"', /not JSON/],
    ["", /empty/],
  ])("of 200 that are %j reject with a DecodeError that shows nothing of them", async (body, message) => {
    const { client } = answering(() => new Response(body, { headers: { "content-type": "text/html" } }));
    const error = (await rejection(listBooks(client))) as DecodeError;
    expect(isDecodeError(error)).toBe(true);
    expect(error.message).toMatch(message);
    expect(error.message + String(error.cause)).not.toContain("hunter2");
    expect(error.mayHaveTakenEffect).toBe(false);
  });

  test("that say a creation succeeded but cannot be read may have taken effect", async () => {
    const { client } = answering(() => new Response("{", { status: 201 }));
    expect(await rejection(client.libraries.books.create({ library_id: "l", title: "T" }))).toMatchObject({
      name: "DecodeError",
      mayHaveTakenEffect: true,
    });
  });

  test("that do not come are a ConnectionError with its cause", async () => {
    const cause = new TypeError("fetch failed");
    const client = createClient({ token: "t", retry: { attempts: 1 }, fetch: () => Promise.reject(cause) });
    const error = await rejection(client.libraries.books.create({ library_id: "l", title: "T" }));
    expect(isConnectionError(error)).toBe(true);
    expect(error).toMatchObject({
      cause,
      attempts: 1,
      mayHaveTakenEffect: true,
      request: { method: "POST" },
    });
  });
});

describe("a resource alone", () => {
  test("binds to a client of either face, or of none", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
    await books(createClient({ token: "a", fetch })).list({ library_id: "l" });
    await books(createPathClient({ token: "b", fetch })).list({ library_id: "l" });
    await books(createBareClient({ token: "c", fetch })).list({ library_id: "l" });
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer a", "Bearer b", "Bearer c"]);
  });

  test("goes through the middleware of a client without calls, until that is taken away", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
    const client = createBareClient({ token: "t", fetch });
    const middleware: Middleware = { onRequest: ({ request }) => request.headers.set("x-team", "platform") };
    client.use(middleware);
    await books(client).list({ library_id: "l" });
    client.eject(middleware);
    await books(client).list({ library_id: "l" });
    expect(sent.map(({ headers }) => headers["x-team"])).toEqual(["platform", undefined]);
    expect(Object.keys(client).toSorted()).toEqual(["eject", "use"]);
  });

  test("has methods that can be taken off it", async () => {
    const { fetch } = recordFetch(() => Response.json({ items: [] }));
    const [list] = Object.values(books(createClient({ token: "a", fetch }))) as [
      Client["libraries"]["books"]["list"],
    ];
    await expect(list({ library_id: "l" })).resolves.toEqual({ items: [] });
  });

  test("is the same object each time it is read", () => {
    const client = createClient({});
    expect(client.libraries.books).toBe(client.libraries.books);
  });
});
