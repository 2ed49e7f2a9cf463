import { describe, expect, expectTypeOf, test } from "vitest";
import {
  apiKeyAuth,
  basicAuth,
  bearerAuth,
  combinedAuth,
  defineClient,
  isConfigurationError,
  isDecodeError,
  isNotFoundError,
  isPathError,
  type ApiPromise,
  type ClientOptions,
  type Middleware,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { createClient, libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection, thrown } from "./record-fetch.ts";

const base = "https://api.library.example/v1";
const credentials = { clientId: "i", clientSecret: "s" };

function tokenServer(): ReturnType<typeof recordFetch> {
  let issued = 0;
  return recordFetch(({ url }) =>
    url.endsWith("/token") ? Response.json({ access_token: `t${++issued}` }) : Response.json({ items: [] }),
  );
}

const list = (client: Client): Promise<unknown> => client.libraries.books.list({ library_id: "l" });

describe("withOptions", () => {
  test("keeps what is not given, and leaves the first client as it was", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
    const client = createClient({ token: "t", fetch, headers: { "x-a": "1" } });
    const other = client.withOptions({ headers: { "x-b": "2" } });
    expectTypeOf(other).toEqualTypeOf<Client>();
    await list(other);
    await list(client);
    expect(sent[0]!.headers).toMatchObject({ authorization: "Bearer t", "x-b": "2" });
    expect(sent[0]!.headers).not.toHaveProperty("x-a");
    expect(sent[1]!.headers).toMatchObject({ "x-a": "1" });
  });

  test.each<[string, ClientOptions, number]>([
    ["shares tokens", { timeout: 5000 }, 1],
    ["shares tokens for the same credentials", { ...credentials, baseUrl: `${base}/` }, 1],
    ["has its own for another secret", { clientSecret: "s2" }, 2],
    ["has its own for another id", { clientId: "i2" }, 2],
    ["has its own for another base URL", { baseUrl: "http://127.0.0.1:9" }, 2],
    ["has its own for another token URL", { tokenUrl: "http://127.0.0.1:9/token" }, 2],
  ])("%s", async (_, options, fetched) => {
    const { fetch, sent } = tokenServer();
    const client = createClient({ ...credentials, fetch });
    await list(client);
    await list(client.withOptions(options));
    expect(sent.filter(({ url }) => url.endsWith("/token"))).toHaveLength(fetched);
  });

  test("has its own tokens for another base URL, even where the token URL is the same", async () => {
    const { fetch, sent } = tokenServer();
    const client = createClient({ ...credentials, tokenUrl: "https://login.example/token", fetch });
    await list(client);
    await list(client.withOptions({ baseUrl: "http://127.0.0.1:9" }));
    expect(sent.filter(({ url }) => url === "https://login.example/token")).toHaveLength(2);
  });

  test("replaces credentials of the other kind", async () => {
    const { fetch, sent } = tokenServer();
    await list(createClient({ token: "t", fetch }).withOptions(credentials));
    await list(createClient({ ...credentials, fetch }).withOptions({ token: "t" }));
    expect(sent.map(({ headers }) => headers["authorization"]?.slice(0, 9))).toEqual([
      "Basic aTp",
      "Bearer t1",
      "Bearer t",
    ]);
  });

  test("has what is undefined or blank stay as it is", async () => {
    const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
    const client = createClient({ token: "t", fetch, baseUrl: "http://a.example", query: { v: 1 } });
    await list(client.withOptions({ fetch: undefined, token: " ", baseUrl: "", query: undefined }));
    expect(sent[0]).toMatchObject({ headers: { authorization: "Bearer t" } });
    expect(sent[0]!.url).toMatch(/^http:\/\/a.example\/.*v=1/);
  });

  test.each<[ClientOptions, ClientOptions, object]>([
    [{ token: "t" }, { apiKey: "k" }, { "x-key": "k" }],
    [{ apiKey: "k" }, { token: "t" }, { authorization: "Bearer t" }],
    [{ apiKey: "k" }, { username: "u", password: "p" }, { authorization: "Basic dTpw" }],
    [{ username: "u", password: "p" }, { password: "q" }, { authorization: "Basic dTpx" }],
    [{ token: "t", apiKey: "k" }, { apiKey: "l" }, { authorization: "Bearer t", "x-key": "l" }],
  ])(
    "of %j with %j sends the new credentials, and the old ones that go with them",
    async (old, more, sends) => {
      const { fetch, sent } = recordFetch(() => Response.json({ items: [] }));
      const key = apiKeyAuth({ in: "header", parameter: "X-Key" });
      const auth = "token" in old && "apiKey" in old ? [combinedAuth(bearerAuth, key)] : [key, basicAuth()];
      const client = defineClient<Client, paths>({ ...api, auth }, { libraries }, { environment: {} });
      await list(client({ ...old, fetch }).withOptions(more));
      const { authorization, "x-key": sentKey } = sent[0]!.headers;
      expect({ authorization, "x-key": sentKey }).toEqual({
        authorization: undefined,
        "x-key": undefined,
        ...sends,
      });
    },
  );

  test("checks what it is given", () => {
    expect(isConfigurationError(thrown(() => createClient({}).withOptions({ timeout: -1 })))).toBe(true);
  });
});

const answering = (answer: Response): Client => createClient({ fetch: async () => answer });

describe("request", () => {
  test("calls what the document does not have, as its calls are made", async () => {
    const { fetch, sent } = recordFetch((_, index) =>
      Response.json({ n: index }, { status: index === 0 ? 429 : 200, headers: { "retry-after": "0" } }),
    );
    const client = createClient({ token: "t", fetch, logLevel: "off" });
    const call = client.request("post", "/beta/{beta_id}", {
      params: { beta_id: "a/b", verbose: true },
      body: [1],
      headers: { "x-a": "1" },
    });
    expectTypeOf(call).toEqualTypeOf<ApiPromise<unknown>>();
    expect(await call).toEqual({ n: 1 });
    expect(sent[1]).toMatchObject({
      method: "POST",
      url: `${base}/beta/a%2Fb?verbose=true`,
      body: "[1]",
      headers: { authorization: "Bearer t", "x-a": "1", "content-type": "application/json" },
    });
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["/beta?a=1", { b: 2 }, "/beta?a=1&b=2"],
    ["/beta?a=1", {}, "/beta?a=1"],
    ["/beta/{id}?a={a}", { id: "?", a: "&", b: 2 }, "/beta/%3F?a=%26&b=2"],
  ])("of the path %s with %j has one query", async (path, params, url) => {
    const { fetch, sent } = recordFetch(() => Response.json({}));
    await createClient({ token: "t", fetch }).request("GET", path, { params });
    expect(sent[0]!.url).toBe(base + url);
  });

  test.each(["beta", "@evil.example", ".evil.example", "https://evil.example", "//evil.example"])(
    "of the path %s stays on the host of the base URL",
    async (path) => {
      const { fetch, sent } = recordFetch(() => Response.json({}));
      await createClient({ baseUrl: "https://a.example", token: "t", fetch }).request("GET", path);
      expect(new URL(sent[0]!.url).host).toBe("a.example");
    },
  );

  test("resolves to undefined where there is no body, and fails as its calls fail", async () => {
    expect(await answering(new Response("")).request("GET", "/x")).toBeUndefined();
    expect(
      isNotFoundError(await rejection(answering(new Response("{}", { status: 404 })).request("GET", "/x"))),
    ).toBe(true);
    expect(isDecodeError(await rejection(answering(new Response("<")).request("GET", "/x")))).toBe(true);
    expect(
      isPathError(
        await rejection(answering(new Response("")).request("GET", "/x/{id}", { params: { id: ".." } })),
      ),
    ).toBe(true);
    expect((await answering(new Response("raw")).request("GET", "/x").asResponse()).status).toBe(200);
  });
});

test("middleware is taken over, and what is registered later stays apart", async () => {
  const { fetch } = recordFetch(() => Response.json({ items: [] }));
  const seen: string[] = [];
  const tell = (name: string): Middleware => ({ onRequest: () => void seen.push(name) });
  const client = createClient({ token: "t", fetch });
  client.paths.use(tell("first"));
  const other = client.withOptions({ timeout: 1000 });
  other.paths.use(tell("of the other"));
  await other.libraries.books.list({ library_id: "l" });
  await client.libraries.books.list({ library_id: "l" });
  expect(seen).toEqual(["first", "of the other", "first"]);
});
