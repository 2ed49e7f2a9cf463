import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import {
  isAbortError,
  isConfigurationError,
  type ClientError,
  type Clock,
  type Fetch,
} from "../src/index.ts";
import { recordFetch, rejection, thrown } from "./record-fetch.ts";
import { call, createOn, failed, quickClock, scripted, status, type Step } from "./scripted.ts";

const TIMEOUT = 60_000;
const ok = status(200);

/** Never answers, and ends by its signal. */
const heeding: Fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init!.signal!.addEventListener("abort", () => reject(init!.signal!.reason as Error));
  });

describe("GET, PUT and DELETE are sent again", () => {
  test.each([408, 429, 500, 502, 503, 504])("after %i", async (code) => {
    for (const method of ["GET", "PUT", "DELETE"] as const) {
      const { client, sent } = scripted([status(code), ok]);
      await call[method](client);
      expect(sent.map((request) => request.method)).toEqual([method, method]);
      expect(sent[1]).toEqual(sent[0]);
    }
  });

  test("after a failed connection, three requests in all", async () => {
    const { client, sent } = scripted([failed(), failed("ECONNRESET"), failed("UND_ERR_SOCKET")]);
    const error = (await rejection(call.GET(client))) as ClientError;
    expect(error).toMatchObject({ name: "ConnectionError", attempts: 3, mayHaveTakenEffect: false });
    expect(sent).toHaveLength(3);
  });

  test("after a time-out", async () => {
    const clock: Clock = {
      ...quickClock(),
      after(_, callback) {
        queueMicrotask(callback);
        return () => {};
      },
    };
    let sent = 0;
    const fetch = (): Promise<Response> => (sent++, new Promise(() => {}));
    const client = createOn(clock)({ fetch });
    expect(await rejection(call.GET(client))).toMatchObject({ name: "TimeoutError", attempts: 3 });
    expect(await rejection(call.POST(client))).toMatchObject({
      name: "TimeoutError",
      attempts: 1,
      mayHaveTakenEffect: true,
    });
    expect(sent).toBe(4);
  });

  test.each([400, 401, 403, 404, 409, 422, 501, 505])("but not after %i", async (code) => {
    const { client, sent } = scripted([status(code), ok]);
    expect(await rejection(call.GET(client))).toMatchObject({ status: code, attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  test("a DELETE that finds nothing after a lost answer may have deleted it", async () => {
    const { client } = scripted([failed("ECONNRESET"), status(404)]);
    expect(await rejection(call.DELETE(client))).toMatchObject({
      name: "NotFoundError",
      attempts: 2,
      mayHaveTakenEffect: true,
    });
    const refused = scripted([failed("ECONNREFUSED"), status(404)]);
    expect(await rejection(call.DELETE(refused.client))).toMatchObject({
      attempts: 2,
      mayHaveTakenEffect: false,
    });
  });
});

describe.each(["POST", "PATCH"] as const)("%s is sent again only where the first had no effect", (method) => {
  test.each<[string, Step]>([
    ["429", status(429)],
    ["503 with Retry-After", status(503, { "retry-after": "1" })],
    ["ECONNREFUSED", failed("ECONNREFUSED")],
    ["ENOTFOUND", failed("ENOTFOUND")],
    ["EAI_AGAIN", failed("EAI_AGAIN")],
    ["UND_ERR_CONNECT_TIMEOUT", failed("UND_ERR_CONNECT_TIMEOUT")],
  ])("after %s", async (_, step) => {
    const { client, sent } = scripted([step, ok]);
    await call[method](client);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  test.each<[string, Step]>([
    ["408", status(408)],
    ["500", status(500)],
    ["502", status(502)],
    ["a plain 503", status(503)],
    ["504", status(504)],
    ["ECONNRESET", failed("ECONNRESET")],
    ["a failure without a code, as in browsers", failed()],
  ])("not after %s, and the error says that it may have had one", async (_, step) => {
    const { client, sent } = scripted([step, ok]);
    expect(await rejection(call[method](client))).toMatchObject({ attempts: 1, mayHaveTakenEffect: true });
    expect(sent).toHaveLength(1);
  });

  test("unless the caller asks for it", async () => {
    const { client, sent } = scripted([status(500), failed(), ok], { retry: { unsafe: true } });
    await call[method](client);
    expect(sent).toHaveLength(3);
  });

  test("an error that proves it had no effect says so", async () => {
    for (const step of [
      status(429),
      status(503, { "retry-after": "0" }),
      failed("ECONNREFUSED"),
      status(409),
    ]) {
      const { client } = scripted([step]);
      expect(await rejection(call[method](client))).toMatchObject({ mayHaveTakenEffect: false });
    }
  });
});

test("a method that has the name of another in it is not that method", async () => {
  const { client, sent } = scripted([status(500), ok]);
  expect(await rejection(client.request("BUDGET", "/things"))).toMatchObject({
    attempts: 1,
    mayHaveTakenEffect: true,
  });
  expect(sent).toHaveLength(1);
});

describe("the wait", () => {
  test("grows, is random over its whole length, and has an end", async () => {
    const { client, waits } = scripted([status(500)], { retry: { attempts: 8 } });
    await rejection(call.GET(client));
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  });

  test.each<[Record<string, string>, number]>([
    [{ "retry-after": "2" }, 2000],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after-ms": "150", "retry-after": "2" }, 150],
    [{ "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT" }, 7000],
    [{ "retry-after": "Thu, 01 Jan 2020 00:00:00 GMT" }, 0],
    [{ "retry-after": "soon" }, 250],
    [{ "retry-after": "-1" }, 250],
  ])("is the one that the server asks for with %j", async (headers, wait) => {
    const { client, waits } = scripted([status(503, headers), ok]);
    await call.GET(client);
    expect(waits).toEqual([wait]);
  });

  test("is not begun if the server asks for more than a minute, or for more than there is left", async () => {
    const long = scripted([status(429, { "retry-after": "61" }), ok]);
    expect(await rejection(call.GET(long.client))).toMatchObject({
      name: "TooManyRequestsError",
      attempts: 1,
    });
    const short = scripted([status(429, { "retry-after": "59" }), ok], {
      retry: { attempts: 9, budget: 110_000 },
    });
    expect(await rejection(call.GET(short.client))).toMatchObject({ attempts: 2 });
    expect(long.waits).toEqual([]);
    expect(short.waits[0]).toBe(59_000);
  });

  test("is ended by the caller", async () => {
    const clock: Clock = { ...quickClock(), after: () => () => {} };
    const { fetch, sent } = recordFetch(() => new Response("{}", { status: 429 }));
    const client = createOn(clock)({ fetch });
    const controller = new AbortController();
    const pending = rejection(call.POST(client, { signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    const error = await pending;
    expect(isAbortError(error)).toBe(true);
    expect(error).toMatchObject({ attempts: 1, mayHaveTakenEffect: false });
    expect(sent).toHaveLength(1);
  });

  test.each(["onResponse", "onRetry"])("is not begun where %s aborts", async (hook) => {
    const controller = new AbortController();
    const client = createOn({ ...quickClock(), after: () => () => {} })({
      fetch: recordFetch(() => new Response("{}", { status: 503 })).fetch,
      hooks: { [hook]: () => controller.abort() },
    });
    const error = await rejection(call.GET(client, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError", attempts: 1 });
  });

  test("is ended by the caller after a time-out too, though the request before ends late", async () => {
    const clock: Clock = {
      ...quickClock(),
      after(milliseconds, callback) {
        if (milliseconds === 7) queueMicrotask(callback);
        return () => {};
      },
    };
    const controller = new AbortController();
    const client = createOn(clock)({ fetch: heeding, timeout: 7 });
    const pending = rejection(call.GET(client, { signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect(await pending).toMatchObject({ name: "AbortError", attempts: 1 });
  });
});

test("a body that is asked for after the budget is over has its own", async () => {
  let now = 0;
  const limits: number[] = [];
  const after: Clock["after"] = (milliseconds) => (limits.push(milliseconds), () => {});
  const create = createOn({ now: () => now, random: () => 0.5, after });
  const promise = call.GET(create({ fetch: async () => Response.json({ items: [] }) }));
  await new Promise((resolve) => setTimeout(resolve, 5));
  now += 1e9;
  await expect(promise).resolves.toEqual({ items: [] });
  expect(limits).toEqual([TIMEOUT, TIMEOUT]);
});

describe("options", () => {
  test("of the call win over those of the client", async () => {
    const { client, sent } = scripted([status(500)], { retry: { attempts: 5 } });
    await rejection(call.GET(client, { retry: { attempts: 2 } }));
    expect(sent).toHaveLength(2);
    await client.paths.GET("/health", { retry: { attempts: 1 } });
    expect(sent).toHaveLength(3);
  });

  test("that are undefined count as not given", async () => {
    const retry = { attempts: undefined, budget: undefined, unsafe: undefined };
    const { client, sent } = scripted([status(500)], { retry });
    await rejection(call.GET(client, { retry }));
    expect(sent).toHaveLength(3);
  });

  test.each([{ attempts: 0 }, { attempts: Number.NaN }, { budget: -1 }, { budget: "5" as never }])(
    "%j are refused",
    async (retry) => {
      expect(isConfigurationError(thrown(() => scripted([ok], { retry })))).toBe(true);
      expect(isConfigurationError(thrown(() => void call.GET(scripted([ok]).client, { retry })))).toBe(true);
    },
  );
});

describe("below both faces", () => {
  test("a path call is sent again, and then gives its status", async () => {
    const { client, sent } = scripted([status(503)]);
    const { response } = await client.paths.GET("/health");
    expect(response.status).toBe(503);
    expect(sent).toHaveLength(3);
  });

  test("under middleware, with the body, and the middleware runs once", async () => {
    const { client, sent } = scripted([status(429), ok]);
    let runs = 0;
    client.paths.use({ onRequest: () => void runs++ });
    await call.POST(client);
    expect(sent.map(({ body }) => body)).toEqual(['{"title":"T"}', '{"title":"T"}']);
    expect(runs).toBe(1);
  });

  test.each([() => new Response("streamed").body, () => Readable.from([Buffer.from("streamed")])])(
    "a body that is a stream is sent once (%#)",
    async (stream) => {
      const { client, sent } = scripted([status(429), ok]);
      const { response } = await client.paths.POST("/libraries/{library_id}/books", {
        params: { path: { library_id: "l" } },
        body: { title: "T" },
        bodySerializer: stream,
        duplex: "half",
      });
      expect(response.status).toBe(429);
      expect(sent).toHaveLength(1);
    },
  );

  test("an answer of another fetch, whose body is no web stream, is let go of", async () => {
    const busy = { status: 503, headers: new Headers(), body: {} } as Response;
    let asked = 0;
    const fetch = async (): Promise<Response> => (asked++ === 0 ? busy : Response.json({ items: [] }));
    await expect(call.GET(createOn(quickClock())({ fetch }))).resolves.toEqual({ items: [] });
  });

  test("the token URL is asked again, as an exchange has no effect", async () => {
    let asked = 0;
    const answer = (): Response =>
      Response.json(++asked < 3 ? {} : { access_token: "a" }, { status: asked < 3 ? 500 : 200 });
    const { fetch, sent } = recordFetch(({ url }) =>
      url.endsWith("/token") ? answer() : Response.json({ items: [] }),
    );
    const create = createOn(quickClock());
    await call.GET(create({ clientId: "i", clientSecret: "s", fetch }));
    expect(sent).toHaveLength(4);
  });

  test("a new token after a 401 is not taken for another attempt of a write that was lost", async () => {
    let asked = 0;
    const { client, sent } = scripted([status(401), failed(), ok], { token: () => `t${++asked}` });
    expect(await rejection(call.POST(client))).toMatchObject({
      name: "ConnectionError",
      attempts: 2,
      mayHaveTakenEffect: true,
    });
    expect(sent).toHaveLength(2);
  });
});
