import { describe, expect, test } from "vitest";
import {
  defineClient,
  isTokenError,
  isUnauthorizedError,
  type Clock,
  type ClientOptions,
  type TokenError,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection, type Recorder, type SentRequest } from "./record-fetch.ts";

let now = 1_000_000;
const clock: Clock = { now: () => now, random: () => 0.5, after: () => () => {} };
const create = (options: ClientOptions): Client =>
  defineClient<Client, paths>(
    api,
    { libraries },
    { clock, environment: {} },
  )({ retry: { attempts: 1 }, ...options });

const isTokenCall = (request: SentRequest): boolean => request.url.endsWith("/oauth/token");
const toTokenUrl = (input: string | URL | Request): boolean =>
  new Request(input).url.endsWith("/oauth/token");
const bearers = ({ sent }: Recorder): unknown[] =>
  sent.filter((request) => !isTokenCall(request)).map((request) => request.headers["authorization"]);
const tokenCalls = ({ sent }: Recorder): number => sent.filter(isTokenCall).length;

/** A server that issues token 1, 2, 3 … and accepts those for which `accepts` holds. */
function tokenServer(given: { accepts?: (number: number) => boolean; life?: unknown } = {}): Recorder {
  const { accepts = () => true, life = 3600 } = given;
  let issued = 0;
  return recordFetch((request) => {
    if (isTokenCall(request)) {
      return Response.json({ access_token: `token-${++issued}`, token_type: "bearer", expires_in: life });
    }
    const number = Number(/token-(\d+)/.exec(request.headers["authorization"] ?? "")?.[1]);
    return accepts(number) ? Response.json({ items: [] }) : Response.json({ message: "no" }, { status: 401 });
  });
}

const client = { clientId: "id", clientSecret: "secret" };
const list = (target: Client): Promise<unknown> => target.libraries.books.list({ library_id: "l" });

describe("client credentials", () => {
  test("are form-encoded before they are joined, and sent as Basic", async () => {
    const server = tokenServer();
    await list(create({ clientId: "a b:c", clientSecret: "p%&+é*", fetch: server.fetch }));
    const request = server.sent[0]!;
    expect(request).toMatchObject({ method: "POST", body: "grant_type=client_credentials" });
    expect(request.headers).toMatchObject({
      authorization: `Basic ${btoa("a+b%3Ac:p%25%26%2B%C3%A9*")}`,
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(bearers(server)).toEqual(["Bearer token-1"]);
  });

  test("are exchanged once for calls that start together, of both faces", async () => {
    const server = tokenServer();
    const target = create({ ...client, fetch: server.fetch });
    await Promise.all([list(target), list(target), target.paths.GET("/health")]);
    await list(target);
    expect(tokenCalls(server)).toBe(1);
    expect(bearers(server)).toEqual(Array.from({ length: 4 }, () => "Bearer token-1"));
  });

  test("are exchanged again shortly before the token expires", async () => {
    const server = tokenServer({ life: 3600 });
    const target = create({ ...client, fetch: server.fetch });
    await list(target);
    now += 3_569_000;
    await list(target);
    expect(tokenCalls(server)).toBe(1);
    now += 2_000;
    await list(target);
    expect(bearers(server).at(-1)).toBe("Bearer token-2");
  });

  test("a short life is used up to its half", async () => {
    const server = tokenServer({ life: "20" });
    const target = create({ ...client, fetch: server.fetch });
    await list(target);
    now += 9_000;
    await list(target);
    expect(tokenCalls(server)).toBe(1);
    now += 2_000;
    await list(target);
    expect(tokenCalls(server)).toBe(2);
  });

  test("without expires_in the token is kept until it is refused", async () => {
    const server = tokenServer({ life: null });
    const target = create({ ...client, fetch: server.fetch });
    await list(target);
    now += 1e12;
    await list(target);
    expect(tokenCalls(server)).toBe(1);
  });

  test("a refused token is replaced once, and the call repeated with its body", async () => {
    const server = tokenServer({ accepts: (number) => number === 2 });
    const target = create({ ...client, fetch: server.fetch });
    await target.libraries.books.create({ library_id: "l", title: "T" });
    expect(bearers(server)).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(server.sent.at(-1)!.body).toBe('{"title":"T"}');
  });

  test("a token that is refused again is the caller's to know", async () => {
    const server = tokenServer({ accepts: () => false });
    const error = await rejection(list(create({ ...client, fetch: server.fetch })));
    expect(isUnauthorizedError(error)).toBe(true);
    expect(bearers(server)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  test("many calls with the same refused token fetch one new token", async () => {
    const server = tokenServer({ accepts: (number) => number === 2 });
    const target = create({ ...client, fetch: server.fetch });
    await Promise.all([list(target), list(target), list(target)]);
    expect(tokenCalls(server)).toBe(2);
  });

  test("a failure to replace the token leaves the 401, and is not kept", async () => {
    let down = false;
    const server = tokenServer({ accepts: (number) => number === 2 });
    const fetch: Recorder["fetch"] = async (input, init) => {
      if (down && toTokenUrl(input)) throw new TypeError("down");
      const response = await server.fetch(input, init);
      down = response.status === 401;
      return response;
    };
    const target = create({ ...client, fetch });
    expect(isUnauthorizedError(await rejection(list(target)))).toBe(true);
    down = false;
    await expect(list(target)).resolves.toEqual({ items: [] });
  });

  test.each<[string, () => Response, RegExp]>([
    [
      "a refusal",
      () => Response.json({ error: "invalid_client", error_description: "unknown" }, { status: 401 }),
      /401 and no bearer token: invalid_client unknown/,
    ],
    ["a refusal that is no JSON", () => new Response("<html>", { status: 502 }), /502/],
    ["no JSON", () => new Response("<html>"), /200 and no bearer token/],
    ["no token", () => Response.json({ token: "x" }), /200 and no bearer token/],
    [
      "a token that no header can hold",
      () => Response.json({ access_token: "hunter2\n" }),
      /200 and no bearer token/,
    ],
    [
      "another token type",
      () => Response.json({ access_token: "hunter2", token_type: "mac" }),
      /200 and no bearer token/,
    ],
    [
      "a redirect",
      () => new Response(null, { status: 307, headers: { location: "https://evil.example" } }),
      /307 and no bearer token: credentials follow no redirect/,
    ],
    ["null", () => new Response("null"), /200 and no bearer token/],
  ])("%s at the token URL is a TokenError, on both faces, and not kept", async (_, answer, message) => {
    let healthy = false;
    const server = tokenServer();
    const fetch: Recorder["fetch"] = async (input, init) =>
      !healthy && toTokenUrl(input) ? answer() : server.fetch(input, init);
    const target = create({ clientId: "id", clientSecret: "hunter2", fetch });
    for (const error of [await rejection(list(target)), await rejection(target.paths.GET("/health"))]) {
      expect(isTokenError(error)).toBe(true);
      const { request, message: text, mayHaveTakenEffect } = error as TokenError;
      expect(text).toMatch(message);
      expect(text).not.toContain("hunter2");
      expect(JSON.stringify(error)).not.toContain("hunter2");
      expect(request).toMatchObject({ method: "POST", url: "https://api.library.example/v1/oauth/token" });
      expect(request!.headers["authorization"]).toBe("[redacted]");
      expect(mayHaveTakenEffect).toBe(false);
    }
    healthy = true;
    await expect(list(target)).resolves.toEqual({ items: [] });
  });

  test("a token URL out of reach is a TokenError with its cause", async () => {
    const cause = new TypeError("fetch failed");
    const error = await rejection(list(create({ ...client, fetch: () => Promise.reject(cause) })));
    expect(isTokenError(error)).toBe(true);
    expect((error as TokenError).cause).toMatchObject({ name: "ConnectionError", cause });
  });
});

describe("a token", () => {
  test("that is a string is sent, and a 401 is final", async () => {
    const server = tokenServer({ accepts: () => false });
    expect(isUnauthorizedError(await rejection(list(create({ token: "t", fetch: server.fetch }))))).toBe(
      true,
    );
    expect(bearers(server)).toEqual(["Bearer t"]);
  });

  test("that is a function is asked before each call, and again after a 401", async () => {
    let asked = 0;
    const server = tokenServer({ accepts: (number) => number !== 2 });
    const target = create({ token: async () => `token-${++asked}`, fetch: server.fetch });
    await list(target);
    await list(target);
    expect(bearers(server)).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
  });

  test("that the function gives again is not sent again", async () => {
    const server = tokenServer({ accepts: () => false });
    expect(
      isUnauthorizedError(await rejection(list(create({ token: () => "same", fetch: server.fetch })))),
    ).toBe(true);
    expect(bearers(server)).toEqual(["Bearer same"]);
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("vault is sealed");
      },
    ],
    ["rejects", () => Promise.reject(new Error("vault is sealed"))],
    ["gives nothing", () => undefined],
    ["gives a line end", () => "hunter2\n"],
  ])("that a function fails to give (%s) is a TokenError", async (_, token) => {
    const server = tokenServer();
    const error = await rejection(list(create({ token: token as () => string, fetch: server.fetch })));
    expect(isTokenError(error)).toBe(true);
    expect((error as TokenError).message).not.toContain("hunter2");
    expect(server.sent).toEqual([]);
  });

  test("is not asked for where the call has its own Authorization, or the operation needs none", async () => {
    const server = tokenServer();
    const target = create({ ...client, fetch: server.fetch });
    await target.libraries.books.list({ library_id: "l" }, { headers: { authorization: "Custom x" } });
    await target.libraries.open("l");
    await create({ fetch: server.fetch }).libraries.open("l");
    expect(tokenCalls(server)).toBe(0);
    expect(bearers(server)).toEqual(["Custom x", undefined, undefined]);
  });
});
