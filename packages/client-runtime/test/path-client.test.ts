import createOpenapiFetch from "openapi-fetch";
import { describe, expect, test } from "vitest";
import {
  isAbortError,
  isConnectionError,
  isPathError,
  isTimeoutError,
  type Middleware,
} from "../src/paths.ts";
import { createClient, createPathClient } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection } from "./record-fetch.ts";

const baseUrl = "https://api.library.example/v1";

describe("path calls keep openapi-fetch's contract", () => {
  const answers: [string, () => Response][] = [
    ["200 with JSON", () => Response.json({ items: [] })],
    [
      "200 with JSON and its length",
      () => new Response('{"items":[]}', { headers: { "content-length": "12" } }),
    ],
    ["200 without a body", () => new Response("", { headers: { "content-length": "0" } })],
    ["204", () => new Response(null, { status: 204 })],
    ["404 with JSON", () => Response.json({ message: "no", code: "c" }, { status: 404 })],
    ["500 with text", () => new Response("oops", { status: 500 })],
    ["401", () => new Response("{}", { status: 401 })],
    ["302", () => new Response(null, { status: 302, headers: { location: "/elsewhere" } })],
  ];
  const init = {
    params: {
      path: { library_id: "a/b" },
      query: { after: "x y", expand: ["reviews", "shelf"] as ("reviews" | "shelf")[] },
    },
  };

  test.each(answers)("%s gives the same data, error and response", async (_, answer) => {
    const ours = recordFetch(answer);
    const theirs = recordFetch(answer);
    const plain = createOpenapiFetch<paths>({
      baseUrl,
      fetch: (request) => theirs.fetch(request),
      headers: { authorization: "Bearer t" },
    });
    const expected = await plain.GET("/libraries/{library_id}/books", init);
    const client = createPathClient({ token: "t", fetch: ours.fetch, retry: { attempts: 1 } });
    const found = await client.GET("/libraries/{library_id}/books", init);
    expect({ data: found.data, error: found.error, status: found.response.status }).toEqual({
      data: expected.data,
      error: expected.error,
      status: expected.response.status,
    });
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
    expect(ours.sent).toEqual(theirs.sent);
    const same = await createClient({ token: "t", fetch: ours.fetch, retry: { attempts: 1 } }).paths.request(
      "get",
      "/libraries/{library_id}/books",
      init,
    );
    expect(same.data).toEqual(expected.data);
  });

  test("a malformed body is a SyntaxError, which shows nothing of the body", async () => {
    const { fetch } = recordFetch(() => new Response('{"key_secret":hunter2'));
    const error = await rejection(createPathClient({ fetch }).GET("/health"));
    expect(error).toBeInstanceOf(SyntaxError);
    expect((error as Error).message).not.toContain("hunter2");
  });

  test("parseAs hands the body on", async () => {
    const { fetch } = recordFetch(() => new Response("text"));
    const client = createPathClient({ fetch });
    expect((await client.GET("/health", { parseAs: "text" })).data).toBe("text");
    const { data } = await client.GET("/health", { parseAs: "stream" });
    expect(await new Response(data).text()).toBe("text");
  });

  test("bodies are sent, and may be streams", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ id: "1", title: "T" }, { status: 201 }));
    const client = createPathClient({ fetch });
    const params = { path: { library_id: "l" } };
    await client.POST("/libraries/{library_id}/books", { params, body: { title: "T" } });
    await client.POST("/libraries/{library_id}/books", {
      params,
      body: { title: "T" },
      bodySerializer: () => new Response("streamed").body,
      duplex: "half",
    });
    expect(sent.map(({ body }) => body)).toEqual(['{"title":"T"}', "streamed"]);
  });

  test("the document's query styles apply, unless the call has its own", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
    const client = createPathClient({ fetch, query: { v: 1 } });
    const params = { path: { library_id: "l" }, query: { tags: ["a", "b"] } };
    await client.GET("/libraries/{library_id}/books", { params });
    await client.GET("/libraries/{library_id}/books", { params, querySerializer: () => "own=1" });
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(["?v=1&tags=a%7Cb", "?own=1"]);
  });
});

describe("what has no response throws", () => {
  test.each([
    [{}],
    [{ params: {} }],
    [{ params: { path: { library_id: "" } } }],
    [{ params: { path: { library_id: "%2e." } } }],
  ])("a refused path, with %j", async (init) => {
    const { fetch, sent } = recordFetch(() => Response.json({}));
    const error = await rejection(
      createPathClient({ fetch }).GET("/libraries/{library_id}/books", init as never),
    );
    expect(isPathError(error)).toBe(true);
    expect(sent).toEqual([]);
  });

  test("a failed connection", async () => {
    const cause = new TypeError("fetch failed");
    const error = await rejection(
      createPathClient({ fetch: () => Promise.reject(cause), retry: { attempts: 1 } }).GET("/health"),
    );
    expect(isConnectionError(error)).toBe(true);
    expect(error).toMatchObject({ cause, mayHaveTakenEffect: false });
  });

  test("a body that breaks off", async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new TypeError("terminated")),
    });
    const error = await rejection(
      createPathClient({ fetch: async () => new Response(broken) }).GET("/health"),
    );
    expect(isConnectionError(error)).toBe(true);
  });

  test("a caller that aborts, and time that runs out", async () => {
    const client = createPathClient({
      fetch: () => new Promise(() => {}),
      timeout: 5,
      retry: { attempts: 1 },
    });
    expect(isTimeoutError(await rejection(client.GET("/health")))).toBe(true);
    const controller = new AbortController();
    const pending = rejection(client.GET("/health", { signal: controller.signal, timeout: 60_000 }));
    controller.abort("enough");
    const error = await pending;
    expect(isAbortError(error)).toBe(true);
    expect(error).toMatchObject({ cause: "enough" });
  });
});

describe("middleware", () => {
  test("sees real requests and responses and can replace both, for both faces", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ up: true, items: [] }));
    const client = createClient({ token: "t", fetch });
    const seen: string[] = [];
    const middleware: Middleware = {
      onRequest({ request, schemaPath }) {
        seen.push(`${request.method} ${schemaPath} ${request instanceof Request}`);
        return new Request(request, {
          headers: { ...Object.fromEntries(request.headers), "x-by": "middleware" },
        });
      },
      onResponse({ response }) {
        seen.push(String(response.status));
        return new Response(response.body, { status: 203 });
      },
    };
    client.paths.use(middleware);
    const { response } = await client.paths.GET("/health");
    await client.libraries.books.create({ library_id: "l", title: "T" });
    expect(response.status).toBe(203);
    expect(seen).toEqual([
      "GET /health true",
      "203".replace("203", "200"),
      "POST /libraries/{library_id}/books true",
      "200",
    ]);
    expect(sent[1]).toMatchObject({
      body: '{"title":"T"}',
      headers: { "x-by": "middleware", authorization: "Bearer t" },
    });
    client.paths.eject(middleware);
    await client.paths.GET("/health");
    expect(sent[2]!.headers).not.toHaveProperty("x-by");
    await client.paths.GET("/health", { middleware: [middleware] });
    expect(sent[3]!.headers).toHaveProperty("x-by");
  });

  test("of one call gets a real request too", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ up: true }));
    const { data } = await createPathClient({ fetch }).GET("/health", {
      middleware: [{ onRequest: ({ request }) => new Request(request, { headers: { "x-by": "call" } }) }],
    });
    expect(data).toEqual({ up: true });
    expect(sent[0]!.headers).toMatchObject({ "x-by": "call" });
  });

  test("may answer itself, and what it throws is its own", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({}));
    const client = createPathClient({ fetch });
    const answered = await client.GET("/health", {
      middleware: [{ onRequest: () => Response.json({ up: false }) }],
    });
    expect(answered.data).toEqual({ up: false });
    expect(sent).toEqual([]);
    const mine = new TypeError("a bug of mine");
    const error = await rejection(
      client.GET("/health", {
        middleware: [
          {
            onResponse: () => {
              throw mine;
            },
          },
        ],
      }),
    );
    expect(error).toBe(mine);
  });

  test("a refused token is replaced under middleware too, with the body", async () => {
    let asked = 0;
    const { fetch, sent } = recordFetch(
      (_, index) => new Response("{}", { status: index === 0 ? 401 : 201 }),
    );
    const client = createPathClient({ token: () => `t${++asked}`, fetch });
    client.use({ onRequest: () => undefined });
    const { response } = await client.POST("/libraries/{library_id}/books", {
      params: { path: { library_id: "l" } },
      body: { title: "T" },
    });
    expect(response.status).toBe(201);
    expect(sent.map(({ body, headers }) => [body, headers["authorization"]])).toEqual([
      ['{"title":"T"}', "Bearer t1"],
      ['{"title":"T"}', "Bearer t2"],
    ]);
  });

  test("a fetch of the call gets a request", async () => {
    const client = createPathClient({ token: "t", fetch: () => Promise.reject(new Error("not this one")) });
    const { data } = await client.GET("/health", {
      fetch: async (request) => Response.json({ up: request.headers.get("authorization") === "Bearer t" }),
    });
    expect(data).toEqual({ up: true });
  });
});
