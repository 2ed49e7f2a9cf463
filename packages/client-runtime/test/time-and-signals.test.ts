import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import {
  defineClient,
  isAbortError,
  isConfigurationError,
  isTimeoutError,
  type ClientOptions,
  type Clock,
  type Fetch,
  type TimeoutError,
} from "../src/index.ts";
import { deferred } from "./deferred.ts";
import { api } from "./library/api.ts";
import { libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection, thrown } from "./record-fetch.ts";

/** A clock whose timers go off when told. */
function handClock(): Clock & {
  readonly timers: Map<object, { milliseconds: number; callback: () => void }>;
} {
  const timers = new Map<object, { milliseconds: number; callback: () => void }>();
  return {
    timers,
    now: () => 0,
    random: () => 0.5,
    after(milliseconds, callback) {
      const id = {};
      timers.set(id, { milliseconds, callback });
      return () => void timers.delete(id);
    },
  };
}

const clock = handClock();
const create = (options: ClientOptions): Client =>
  defineClient<Client, paths>(
    api,
    { libraries },
    { clock, environment: {} },
  )({ token: "t", retry: { attempts: 1 }, ...options });
const list = (client: Client, options = {}): ReturnType<Client["libraries"]["books"]["list"]> =>
  client.libraries.books.list({ library_id: "l" }, options);
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Never answers, and does or does not heed the signal. */
const hanging =
  (heed: boolean): Fetch =>
  (_, init) =>
    new Promise((_resolve, reject) => {
      if (heed) init!.signal!.addEventListener("abort", () => reject(init!.signal!.reason as Error));
    });

const neverEnding = (): Response =>
  new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode('{"a":')) }));

describe("time", () => {
  test.each([true, false])("runs out before the answer (signal heeded: %s)", async (heed) => {
    const pending = rejection(
      create({ fetch: hanging(heed), timeout: 70 }).libraries.books.create({ library_id: "l", title: "T" }),
    );
    await turn();
    expect([...clock.timers.values()].map(({ milliseconds }) => milliseconds)).toEqual([70]);
    for (const { callback } of clock.timers.values()) callback();
    const error = (await pending) as TimeoutError;
    expect(isTimeoutError(error)).toBe(true);
    expect(error.message).toContain("70 ms");
    expect(error).toMatchObject({ attempts: 1, mayHaveTakenEffect: true, request: { method: "POST" } });
    expect(clock.timers.size).toBe(0);
  });

  test("runs out in the middle of the body, on both faces", async () => {
    const client = create({ fetch: async () => neverEnding() });
    for (const call of [() => list(client), () => client.paths.GET("/health")]) {
      const pending = rejection(call());
      await turn();
      for (const { callback } of clock.timers.values()) callback();
      expect(isTimeoutError(await pending)).toBe(true);
      expect(clock.timers.size).toBe(0);
    }
  });

  test("runs out while a token is fetched, and the token is not given up for others", async () => {
    const issued = deferred<Response>();
    const { fetch } = recordFetch(({ url }) =>
      url.endsWith("/token") ? issued.promise : Response.json({ items: [] }),
    );
    const client = create({ token: undefined, clientId: "i", clientSecret: "s", fetch });
    const hurried = rejection(list(client, { timeout: 5 }));
    const patient = list(client, { timeout: 50 });
    await turn();
    for (const { callback, milliseconds } of clock.timers.values()) if (milliseconds === 5) callback();
    expect(await hurried).toMatchObject({ name: "TimeoutError", attempts: 0, mayHaveTakenEffect: false });
    issued.resolve(Response.json({ access_token: "t" }));
    await expect(patient).resolves.toEqual({ items: [] });
    expect(clock.timers.size).toBe(0);
  });

  test("runs out while a function gives no token, and the next call asks it again", async () => {
    let asked = 0;
    const token = (): Promise<string> => (asked++ === 0 ? deferred<string>().promise : Promise.resolve("t"));
    const client = create({ token, fetch: async () => Response.json({ items: [] }) });
    const pending = rejection(list(client));
    await turn();
    [...clock.timers.values()][0]!.callback();
    expect(await pending).toMatchObject({ name: "TokenError", attempts: 0, cause: { name: "TimeoutError" } });
    await expect(list(client)).resolves.toEqual({ items: [] });
    expect(clock.timers.size).toBe(0);
  });

  test("is that of the call, else of the client, else a minute", async () => {
    const fetch = hanging(true);
    for (const [options, client] of [
      [{ timeout: 1 }, { timeout: 2 }],
      [{}, { timeout: 2 }],
      [{}, {}],
    ] as const) {
      void list(create({ fetch, ...client }), options).catch(() => {});
    }
    await turn();
    expect([...clock.timers.values()].map(({ milliseconds }) => milliseconds)).toEqual([1, 2, 60_000]);
    for (const { callback } of clock.timers.values()) callback();
  });

  test("is measured again for a body that is asked for later", async () => {
    const { signal } = new AbortController();
    const promise = list(create({ fetch: async () => neverEnding() }), { signal });
    await turn();
    expect(clock.timers.size).toBe(0);
    const pending = rejection(promise);
    await turn();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    for (const { callback } of clock.timers.values()) callback();
    expect(isTimeoutError(await pending)).toBe(true);
    expect(clock.timers.size).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("is no longer measured once the answer is read, refused or handed on", async () => {
    const answers = [
      () => Response.json({}),
      () => new Response("{}", { status: 404 }),
      () => new Response("{"),
    ];
    for (const answer of answers) {
      await list(create({ fetch: async () => answer() })).catch(() => {});
      expect(clock.timers.size).toBe(0);
    }
    await list(create({ fetch: async () => neverEnding() })).asResponse();
    expect(clock.timers.size).toBe(0);
    // Middleware that spoils a good answer.
    for (const onResponse of [
      () => new Response("{}", { status: 500 }),
      () => Promise.reject(new Error("mine")),
    ]) {
      const client = create({ fetch: async () => Response.json({}) });
      client.paths.use({ onResponse });
      await rejection(list(client));
      expect(clock.timers.size).toBe(0);
    }
    // Nobody looks at this one.
    void list(create({ fetch: async () => neverEnding() }));
    await turn();
    expect(clock.timers.size).toBe(0);
  });

  test("that is no time is refused", () => {
    expect(isConfigurationError(thrown(() => void list(create({}), { timeout: -1 })))).toBe(true);
  });
});

describe("a signal", () => {
  test("that is aborted already sends nothing", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({}));
    const error = await rejection(list(create({ fetch }), { signal: AbortSignal.abort("why") }));
    expect(isAbortError(error)).toBe(true);
    expect(error).toMatchObject({ cause: "why", attempts: 0, mayHaveTakenEffect: false });
    expect(sent).toEqual([]);
  });

  test("that is aborted already asks for no token, whose failure would be nobody's", async () => {
    let asked = 0;
    const token = (): Promise<string> => (asked++, Promise.reject(new Error("vault is sealed")));
    const client = create({ token, fetch: hanging(true) });
    expect(isAbortError(await rejection(list(client, { signal: AbortSignal.abort() })))).toBe(true);
    expect(asked).toBe(0);
  });

  test.each<[string, Fetch]>([
    ["before the answer", hanging(true)],
    ["before an answer that does not heed it", hanging(false)],
    ["in the middle of the body", async () => neverEnding()],
  ])("ends a call %s, on both faces", async (_, fetch) => {
    const client = create({ fetch });
    for (const call of [
      (signal: AbortSignal) => list(client, { signal }),
      (signal: AbortSignal) => client.paths.GET("/health", { signal }),
    ]) {
      const controller = new AbortController();
      const pending = rejection(call(controller.signal));
      await turn();
      controller.abort();
      const error = await pending;
      expect(isAbortError(error)).toBe(true);
      expect(error).toMatchObject({ cause: controller.signal.reason, attempts: 1 });
    }
    expect(clock.timers.size).toBe(0);
  });

  test("that lives long is left without listeners", async () => {
    const { signal } = new AbortController();
    let during = 0;
    const client = create({
      fetch: async () => {
        during = getEventListeners(signal, "abort").length;
        return Response.json({ items: [] });
      },
    });
    client.paths.use({ onRequest: () => undefined });
    for (let index = 0; index < 3; index++) {
      await list(client, { signal });
      await client.paths.GET("/health", { signal });
      await rejection(client.libraries.books.retrieve("", { library_id: "l" }, { signal }));
      expect(during).toBe(1);
      expect(getEventListeners(signal, "abort")).toEqual([]);
    }
  });

  test("still ends the reading of a response that was handed on", async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const client = create({
      fetch: async (_, init) => {
        seen = init!.signal!;
        return Response.json({});
      },
    });
    await list(client, { signal: controller.signal }).asResponse();
    controller.abort();
    expect(seen!.aborted).toBe(true);
    const later = new AbortController();
    await client.paths.GET("/health", { parseAs: "stream", signal: later.signal });
    later.abort();
    expect(seen!.aborted).toBe(true);
  });
});
