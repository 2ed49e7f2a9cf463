import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  apiKeyAuth,
  basicAuth,
  defineClient,
  isConfigurationError,
  type ApiKeyAuth,
  type AuthScheme,
  type ClientOptions,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection, thrown, type SentRequest } from "./record-fetch.ts";

const make = (scheme: AuthScheme, options: ClientOptions, environment = {}): Client =>
  defineClient<Client, paths>(
    // What the generator says of the keys below.
    { ...api, auth: [scheme], secrets: ["key", "x-key"] },
    { libraries },
    { environment },
  )(options);

/** What a call of each face, and one without authentication, sends. */
async function send(scheme: AuthScheme, options: ClientOptions, environment = {}): Promise<SentRequest[]> {
  const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
  const client = make(scheme, { ...options, fetch }, environment);
  await client.libraries.books.list({ library_id: "l", session: "s" }, { query: { page: 2 } });
  await client.paths.GET("/health");
  await client.libraries.open("l");
  return sent;
}

describe("user name and password", () => {
  test.each<[ClientOptions, Record<string, string>]>([
    [{ username: "u", password: "p:ä" }, {}],
    [{ username: "u" }, { LIBRARY_PASSWORD: "p:ä", LIBRARY_TOKEN: "t" }],
    [{}, { LIBRARY_USERNAME: "u", LIBRARY_PASSWORD: "p:ä" }],
  ])(
    "%j with %j are sent as Basic in UTF-8, but not where none is asked for",
    async (options, environment) => {
      const sent = await send(basicAuth(), options, environment);
      const basic = `Basic ${Buffer.from("u:p:ä").toString("base64")}`;
      expect(sent.map(({ headers }) => headers["authorization"])).toEqual([basic, basic, undefined]);
    },
  );

  test("give way to an Authorization of the call", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
    const client = make(basicAuth(), { username: "u", password: "p", fetch });
    await client.libraries.books.list({ library_id: "l" }, { headers: { authorization: "Custom x" } });
    expect(sent[0]!.headers["authorization"]).toBe("Custom x");
  });

  test.each<[ClientOptions, RegExp]>([
    [{ username: "u" }, /"password" is missing beside "username"/],
    [{ clientId: "hunter2" }, /"clientId" is none of this client/],
    [{ password: "hunter2" }, /"username" is missing/],
    [{ username: "u", password: "hunter2", token: "hunter2" }, /"token" is given.*"username" and "password"/],
    [{ password: 7 } as never, /"password" must be a string, found a number/],
  ])("%j are refused by name", (options, message) => {
    const error = thrown(() => make(basicAuth(), options));
    expect(isConfigurationError(error)).toBe(true);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("hunter2");
  });
});

describe("an API key", () => {
  const key = "hunter2 &";
  const places: [ApiKeyAuth, (request: SentRequest) => unknown, unknown][] = [
    [{ in: "header", parameter: "X-Key" }, ({ headers }) => headers["x-key"], key],
    [{ in: "query", parameter: "key" }, ({ url }) => new URL(url).searchParams.get("key"), key],
    [
      { in: "cookie", parameter: "key" },
      ({ headers }) => /key=([^;]*)/.exec(headers["cookie"] ?? "")?.[1],
      "hunter2%20%26",
    ],
  ];

  test.each(places)("goes to %j, but not where none is asked for", async (place, find, expected) => {
    for (const sent of [
      await send(apiKeyAuth(place), { apiKey: key, query: { v: 1 } }),
      await send(apiKeyAuth(place), { query: { v: 1 } }, { LIBRARY_API_KEY: key }),
    ]) {
      expect(sent.map((request) => find(request) ?? undefined)).toEqual([expected, expected, undefined]);
      expect(sent[0]!.headers["cookie"]).toMatch(/^session=s(; key=hunter2%20%26)?$/);
      expect(sent[0]!.url).toContain("?v=1");
      expect(sent[0]!.url).toContain("page=2");
    }
  });

  test("that no header can hold is refused without its value", () => {
    const scheme = apiKeyAuth({ in: "header", parameter: "X-Key" });
    const error = thrown(() => make(scheme, { apiKey: "hunter2\nx" }));
    expect(isConfigurationError(error)).toBe(true);
    expect((error as Error).message).toContain('"apiKey"');
    expect(inspect(error)).not.toContain("hunter2");
  });

  test.each(places)("in %j is in no error and not in the client", async (place) => {
    const { fetch } = recordFetch(() => Response.json({}, { status: 404 }));
    const client = make(apiKeyAuth(place), { apiKey: key, fetch });
    const error = await rejection(client.libraries.books.list({ library_id: "l" }));
    for (const value of [error, client]) {
      expect(inspect(value, { depth: 9 }) + JSON.stringify(value)).not.toContain("hunter2");
    }
  });
});
