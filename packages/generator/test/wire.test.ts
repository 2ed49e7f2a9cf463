// What a generated client sends that its caller did not say, or said in other words.
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

import type { Document } from "@specloom/api-model";
import { describe, expect, it, onTestFinished } from "vitest";

import { emitDocument, emitSample, sampleFolder } from "./emit-sample.ts";

type Method<Answer> = (...args: readonly unknown[]) => Promise<Answer>;
interface Client {
  readonly orders: {
    readonly create: Method<unknown>;
    readonly list: (params?: object) => { toArray: () => Promise<unknown[]> };
    readonly lines: { readonly replace: Method<unknown> };
  };
  readonly shelves: {
    readonly replace: Method<unknown>;
    readonly boxes: { readonly replace: Method<unknown> };
  };
  readonly open: { readonly retrieve: Method<unknown> };
  readonly paths: { readonly POST: Method<unknown>; readonly PUT: Method<unknown> };
}
interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** The client in a folder, whose requests are recorded and answered in process. */
async function loadClient(
  folder: string,
  options: object,
  answer: (request: Sent, index: number) => Response = () => Response.json({}),
): Promise<{ readonly client: Client; readonly sent: Sent[] }> {
  const { createClient } = (await import(join(folder, "index.ts"))) as {
    createClient: (options: object) => Client;
  };
  const sent: Sent[] = [];
  const fetch = async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { method, headers, url } = request;
    sent.push({ method, headers, url: new URL(url), body: await request.text() });
    return answer(sent.at(-1)!, sent.length - 1);
  };
  return { client: createClient({ logLevel: "off", ...options, fetch }), sent };
}

const wire = join(sampleFolder("wire"), "expected/client");
const person = { username: "ann", password: "s:cret" };

/** The folder of a client whose document asks for this security scheme; gone after the test. */
function emitClientWith(scheme: object, server?: string): Promise<string> {
  return emitClientWithAll({ only: scheme }, [{ only: [] }], server);
}

async function emitClientWithAll(
  securitySchemes: object,
  security: readonly object[],
  server = "https://keys.example",
): Promise<string> {
  const responses = {
    "200": { description: "All.", content: { "application/json": { schema: { type: "object" } } } },
  };
  return writeClient({
    openapi: "3.1.0",
    info: { title: "Keys", version: "1" },
    servers: [{ url: server }],
    security,
    paths: { "/orders": { post: { responses } }, "/open": { get: { security: [], responses } } },
    components: { securitySchemes },
  });
}

async function writeClient(document: object): Promise<string> {
  const { files } = await emitDocument(document as Document);
  const folder = await mkdtemp(join(tmpdir(), "specloom-wire-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(fileURLToPath(new URL("../node_modules", import.meta.url)), join(folder, "node_modules"));
  for (const { path, text } of files.client) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

describe("credentials of the document", () => {
  const key = { apiKey: "k&y" };
  it.each([
    [{ type: "http", scheme: "basic" }, person, { authorization: "Basic YW5uOnM6Y3JldA==" }],
    [{ type: "apiKey", in: "header", name: "X-Key" }, key, { "x-key": "k&y" }],
    [{ type: "apiKey", in: "query", name: "api[key]" }, key, { "api[key]": "k&y" }],
    [{ type: "apiKey", in: "cookie", name: "key" }, key, { cookie: "key=k%26y" }],
  ])("%j are sent with each call that asks for them, and with no other", async (scheme, options, carried) => {
    const { client, sent } = await loadClient(await emitClientWith(scheme), options);
    await client.orders.create();
    await client.paths.POST("/orders");
    await client.open.retrieve();
    const shown = sent.map(({ headers, url }) => Object.fromEntries([...headers, ...url.searchParams]));
    expect(shown).toMatchObject([carried, carried, {}]);
    expect(Object.keys(shown[2]!)).not.toEqual(expect.arrayContaining(Object.keys(carried)));
  });

  it("are the key that is asked for most where there are several, and the run says so of the others", async () => {
    const { client, sent } = await loadClient(wire, { apiKey: "mine" });
    await client.shelves.replace("s");
    expect(sent[0]!.url.search).toBe("?key=mine");
    expect(sent[0]!.headers.get("cookie")).toBe(null);
    const { problems } = await emitSample("wire");
    expect(problems.map(({ pointer, severity }) => [pointer, severity])).toEqual([
      ["#/components/securitySchemes/team", "degraded"],
    ]);
  });
});

const issueToken = (): Response => Response.json({ access_token: "issued" });

describe("credentials that the document asks for together", () => {
  const schemes = {
    key: { type: "apiKey", in: "header", name: "X-Key" },
    issued: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/token", scopes: {} } } },
  };
  it.each([
    [
      { apiKey: "k", token: "t" },
      { "x-key": "k", authorization: "Bearer t" },
    ],
    [
      { apiKey: "k", clientId: "i", clientSecret: "s" },
      { "x-key": "k", authorization: "Bearer issued" },
    ],
  ])("are sent together: %j", async (options, carried) => {
    const folder = await emitClientWithAll(schemes, [{ key: [], issued: [] }]);
    const { client, sent } = await loadClient(folder, options, issueToken);
    await client.orders.create();
    expect(Object.fromEntries(sent.at(-1)!.headers)).toMatchObject(carried);
  });
});

describe("a client secret is seen by", () => {
  it.each<[string, string | undefined, string]>([
    ["https://KEYS.example:443/oauth/token", undefined, "https://keys.example/oauth/token"],
    ["https://keys.example/oauth/token?a=1", "http://127.0.0.1:9/b", "http://127.0.0.1:9/b/oauth/token?a=1"],
    ["https://keys.example/v1/token", "http://127.0.0.1:9/b", "http://127.0.0.1:9/b/token"],
    ["/token", "http://127.0.0.1:9/b", "http://127.0.0.1:9/b/token"],
    ["https://login.example/token", "https://KEYS.example/v1", "https://login.example/token"],
  ])("the host that %s leads to with the base URL %s", async (tokenUrl, baseUrl, expected) => {
    const flows = { clientCredentials: { tokenUrl, scopes: {} } };
    const folder = await emitClientWith({ type: "oauth2", flows }, "https://Keys.example/v1/");
    const options = { clientId: "i", clientSecret: "s", baseUrl };
    const { client, sent } = await loadClient(folder, options, () => Response.json({ access_token: "t" }));
    await client.orders.create();
    const basic = `Basic ${btoa("i:s")}`;
    const seeing = sent.filter(({ headers }) => headers.get("authorization") === basic);
    expect(seeing.map(({ url }) => url.href)).toEqual([expected]);
  });
});

it("the value of a path parameter that is a password is in no error, on both faces", async () => {
  const responses = { "204": { description: "Done." } };
  const schema = { type: "string", format: "password" };
  const folder = await writeClient({
    openapi: "3.1.0",
    info: { title: "Invitations", version: "1" },
    servers: [{ url: "https://a.example/v1" }],
    paths: {
      "/shelves/{code}": {
        parameters: [{ name: "code", in: "path", required: true, schema }],
        put: { responses },
      },
    },
  });
  const { client, sent } = await loadClient(folder, { retry: { attempts: 1 } }, () => {
    throw new TypeError("fetch failed");
  });
  const params = { path: { code: "hunter2" } };
  for (const call of [client.shelves.replace("hunter2"), client.paths.PUT("/shelves/{code}", { params })]) {
    const error = await call.catch((caught: unknown) => caught);
    expect(inspect(error)).toContain("https://a.example/v1/shelves/[redacted]");
    expect(inspect(error)).not.toContain("hunter2");
  }
  expect(sent.map(({ url }) => url.pathname)).toEqual(["/v1/shelves/hunter2", "/v1/shelves/hunter2"]);
});

const header = (name: string): object => ({ name, in: "header", schema: { type: "string" } });

it("a header of a name that no header can have is reported, with the call that fails", async () => {
  const { problems } = await emitDocument({
    openapi: "3.1.0",
    info: { title: "Odd", version: "1" },
    paths: {
      "/odd": {
        get: {
          parameters: [header("X-Good!"), header("X Odd")],
          responses: { "204": { description: "Done." } },
        },
      },
    },
  } as unknown as Document);
  expect(problems).toMatchObject([{ severity: "degraded", pointer: "#/paths/~1odd/get/parameters/1" }]);
  expect(problems[0]!.message).toContain('GET /odd: no header can be called "X Odd"');
});

describe("an idempotency key", () => {
  it("is kept over the attempts of a call whose answer was lost, so that it takes effect once", async () => {
    const orders = new Set<string | null>();
    const { client, sent } = await loadClient(wire, person, ({ headers }, index) => {
      orders.add(headers.get("idempotency-key"));
      if (index === 0) throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
      return Response.json({ item: "bolts" }, { status: 201 });
    });
    expect(await client.orders.create({ item: "bolts" })).toEqual({ item: "bolts" });
    expect(sent.map(({ method, body }) => `${method} ${body}`)).toEqual(
      Array.from({ length: 2 }, () => 'POST {"item":"bolts"}'),
    );
    expect([...orders]).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
    await client.paths.POST("/orders", { body: { item: "bolts" } });
    await client.orders.create({ item: "bolts", idempotencyKey: "mine" });
    expect([...orders]).toEqual([expect.any(String), expect.any(String), "mine"]);
  });

  it("goes into a header that is declared nowhere else", async () => {
    const { client, sent } = await loadClient(wire, person);
    await client.orders.lines.replace("l", { id: 1, body: [] });
    expect(sent[0]!.headers.get("request-key")).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("names on the wire", () => {
  it("are the document's where arguments have others, also that of the positional one", async () => {
    const { client, sent } = await loadClient(wire, person, () => new Response(null, { status: 204 }));
    const params = { id: 7, queryID: 8, line: "k", queryBody: ["x", "y"], body: ["n"] };
    await client.orders.lines.replace("l/1", params);
    await client.shelves.replace("s", { body: "b" });
    await client.shelves.boxes.replace("x", { pathBody: "s", body: "b" });
    expect(sent.map(({ url, body }) => `${url.pathname}${url.search} ${body}`)).toEqual([
      '/v1/orders/7/lines/l%2F1?id=8&line=k&body=x,y ["n"]',
      '/v1/shelves/s "b"',
      '/v1/shelves/s/boxes/x "b"',
    ]);
  });

  it("lead a walk on from where it began, though its parameter is called otherwise in code", async () => {
    const pages = [[1, 2], [3], []];
    const { client, sent } = await loadClient(wire, person, (_, index) =>
      Response.json({ orders: pages[index] }),
    );
    expect(await client.orders.list({ queryProto: 5 }).toArray()).toEqual([1, 2, 3]);
    expect(sent.map(({ url }) => url.search)).toEqual(["?__proto__=5", "?__proto__=7", "?__proto__=8"]);
  });
});

it("an answer that the document gives no body is undefined, beside others with one", async () => {
  const answers = [new Response("queued", { status: 202 }), Response.json({ item: "i" }), new Response("")];
  const { client } = await loadClient(wire, person, (_, index) => answers[index]!);
  const replace = (): Promise<unknown> => client.orders.lines.replace("l", { id: 1, body: [] });
  expect(await replace()).toBeUndefined();
  expect(await replace()).toEqual({ item: "i" });
  await expect(replace()).rejects.toMatchObject({ name: "DecodeError" });
});
