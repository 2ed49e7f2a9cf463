import { describe, expect, test } from "vitest";
import {
  definePathClient,
  defineClient,
  isConfigurationError,
  isTimeoutError,
  type ClientOptions,
  type Clock,
  type Hooks,
  type Logger,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { createClient, libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection, thrown } from "./record-fetch.ts";

/** Each look at it is a millisecond later; waits are over at once. */
function tickingClock(): Clock {
  let now = 0;
  return {
    now: () => ++now,
    random: () => 0.5,
    after(milliseconds, callback) {
      if (milliseconds < 10_000) queueMicrotask(callback);
      return () => {};
    },
  };
}

function create(options: ClientOptions, environment = {}): Client {
  return defineClient<Client, paths>(api, { libraries }, { clock: tickingClock(), environment })(options);
}

function recordHooks(): Hooks & { readonly events: string[] } {
  const events: string[] = [];
  return {
    events,
    onRequest: ({ method, url, headers, attempt }) => {
      headers.set("traceparent", `trace-${attempt}`);
      events.push(`${attempt} ${method} ${url}`);
    },
    onResponse: ({ response, error, attempt, milliseconds }) =>
      events.push(`${attempt} ${response?.status ?? error?.name} ${milliseconds > 0}`),
    onRetry: ({ response, error, attempt, delay }) =>
      events.push(`${attempt} again after ${response?.status ?? error?.name}: ${delay}`),
  };
}

function recordLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (line: string): void =>
      void lines.push(`${level}: ${line}`);
  return { lines, debug: write("debug"), info: write("info"), warn: write("warn") };
}

/** Fails, is unavailable, then answers. */
const bumpy = (): ReturnType<typeof recordFetch> =>
  recordFetch((_, index) => {
    if (index === 0) throw new TypeError("down");
    return Response.json({ items: [] }, { status: index === 1 ? 503 : 200 });
  });
const url = "https://api.library.example/v1/libraries/l/books?key_secret=[redacted]";
const call = (client: Client): Promise<unknown> =>
  client.libraries.books.list({ library_id: "l" }, { query: { key_secret: "hunter2" } });

describe("hooks", () => {
  test("see each request, each end and each retry, and may add headers", async () => {
    const { fetch, sent } = bumpy();
    const hooks = recordHooks();
    await call(create({ fetch, hooks, logLevel: "off" }));
    expect(hooks.events).toEqual([
      `1 GET ${url}`,
      "1 ConnectionError true",
      "1 again after ConnectionError: 250",
      `2 GET ${url}`,
      "2 503 true",
      "2 again after 503: 500",
      `3 GET ${url}`,
      "3 200 true",
    ]);
    expect(sent.map(({ headers }) => headers["traceparent"])).toEqual(["trace-1", "trace-2", "trace-3"]);
  });

  test("see the requests for tokens, and those of path calls", async () => {
    const hooks = recordHooks();
    const { fetch } = recordFetch(() => Response.json({ access_token: "t" }));
    const client = definePathClient<paths>(api, { environment: {} })({
      clientId: "i",
      clientSecret: "s",
      fetch,
      hooks,
    });
    await client.GET("/health");
    expect(hooks.events.filter((event) => event.includes("https"))).toEqual([
      "1 POST https://api.library.example/v1/oauth/token",
      "1 GET https://api.library.example/v1/health",
    ]);
  });

  test("that give promises are waited for, whatever is logged", async () => {
    for (const logLevel of ["off", "debug"] as const) {
      const order: string[] = [];
      const hook = (name: string) => async (): Promise<void> => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        order.push(name);
      };
      const { fetch, sent } = bumpy();
      const hooks: Hooks = {
        onRequest: async ({ headers, attempt }) => {
          await hook(`request ${attempt}`)();
          headers.set("x-signature", `signed ${attempt}`);
        },
        onResponse: hook("response"),
        onRetry: hook("retry"),
      };
      await call(create({ fetch, hooks, logLevel, logger: recordLog() }));
      expect(sent.map(({ headers }) => headers["x-signature"])).toEqual(["signed 1", "signed 2", "signed 3"]);
      const turns = [1, 2, 3].flatMap((attempt) => [`request ${attempt}`, "response", "retry"]);
      expect(order).toEqual(turns.slice(0, -1));
    }
  });

  test.each(["onRequest", "onResponse", "onRetry"] as const)(
    "whose promise rejects end the call: %s",
    async (name) => {
      const { fetch } = bumpy();
      const mine = new Error("mine");
      const hooks = { [name]: () => Promise.reject(mine) };
      expect(await rejection(call(create({ fetch, hooks, logLevel: "off" })))).toBe(mine);
    },
  );

  test("whose promise does not settle end with the time of the call", async () => {
    const { fetch, sent } = bumpy();
    const never = new Promise(() => {});
    const client = createClient({ token: "t", fetch, hooks: { onRequest: () => never }, timeout: 20 });
    expect(isTimeoutError(await rejection(call(client)))).toBe(true);
    expect(sent).toEqual([]);
  });

  test("that throw end the call before anything is sent", async () => {
    const { fetch, sent } = bumpy();
    const mine = new Error("mine");
    const onRequest = (): void => {
      throw mine;
    };
    expect(await rejection(call(create({ fetch, hooks: { onRequest } })))).toBe(mine);
    expect(sent).toEqual([]);
  });
});

test("hooks may be methods of a class, whatever is logged", async () => {
  class Tracer implements Hooks {
    readonly #events: string[] = [];
    onRequest(): void {
      this.#events.push("request");
    }
    onResponse(): void {
      this.#events.push("response");
    }
    take(): string[] {
      return this.#events.splice(0);
    }
  }
  const tracer = new Tracer();
  const { fetch } = recordFetch(() => Response.json({ items: [] }));
  for (const logLevel of ["off", "debug"] as const) {
    const client = create({ token: "t", fetch, hooks: tracer, logLevel, logger: recordLog() });
    await client.libraries.books.list({ library_id: "l" });
    expect(tracer.take()).toEqual(["request", "response"]);
  }
});

describe("the log", () => {
  test.each<[ClientOptions["logLevel"], number]>([
    ["debug", 8],
    ["info", 5],
    ["warn", 2],
    ["off", 0],
    [undefined, 2],
  ])("at level %s has %i lines, without secrets", async (logLevel, count) => {
    const logger = recordLog();
    await call(create({ fetch: bumpy().fetch, token: "hunter3", logger, logLevel }));
    expect(logger.lines).toHaveLength(count);
    expect(logger.lines.join("\n")).not.toContain("hunter");
  });

  test("says what happened", async () => {
    const logger = recordLog();
    await call(create({ fetch: bumpy().fetch, logger }, { LIBRARY_LOG: "info" }));
    expect(logger.lines).toEqual([
      expect.stringMatching(/^info: GET .*: ConnectionError in \d+ ms$/),
      `warn: GET ${url}: ConnectionError, again in 250 ms`,
      expect.stringMatching(/^info: GET .*: 503 in \d+ ms$/),
      `warn: GET ${url}: 503, again in 500 ms`,
      expect.stringMatching(/^info: GET .*: 200 in \d+ ms$/),
    ]);
  });

  test("goes beside the caller's hooks, and through withOptions once", async () => {
    const logger = recordLog();
    const hooks = recordHooks();
    await call(create({ fetch: bumpy().fetch, logger, hooks }).withOptions({ logLevel: "debug" }));
    expect(hooks.events).toHaveLength(8);
    expect(logger.lines).toHaveLength(8);
  });

  test("of no such level is refused, wherever it is named", () => {
    for (const make of [
      () => create({ logLevel: "loud" as "warn" }),
      () => create({}, { LIBRARY_LOG: "loud" }),
    ]) {
      const error = thrown(make);
      expect(isConfigurationError(error)).toBe(true);
      expect((error as Error).message).toBe(
        'The option "logLevel" must be one of debug, info, warn, off, found "loud".',
      );
    }
  });
});

test("the user agent is sent, and a header of that name wins", async () => {
  const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
  const client = create({ fetch, userAgent: "mine/1" });
  await call(client);
  await call(client.withOptions({ headers: { "User-Agent": "other/2" } }));
  expect(sent.map(({ headers }) => headers["user-agent"])).toEqual(["mine/1", "other/2"]);
});
