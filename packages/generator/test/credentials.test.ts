// Which credentials a generated client sends where, and that nobody sees them besides.
import { inspect } from "node:util";

import { describe, expect, it } from "vitest";

import { emitSample } from "./emit-sample.ts";
import { emitClientWith, emitClientWithAll, loadClient, person, wire, writeClient } from "./load-client.ts";

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

  it.each([
    [{ apiKey: "mine" }, "?key=mine", null],
    [{ team: "ours" }, "", "team=ours"],
    [{ apiKey: "mine", team: "ours" }, "?key=mine", "team=ours"],
  ])("are each key by an option of its own: %j", async (options, search, cookie) => {
    const { client, sent } = await loadClient(wire, options);
    await client.shelves.replace("s");
    expect(sent[0]!.url.search).toBe(search);
    expect(sent[0]!.headers.get("cookie")).toBe(cookie);
    expect((await emitSample("wire")).problems).toEqual([]);
  });

  it("are keys by options that clash with nothing", async () => {
    const schemes = {
      "used most": { type: "apiKey", in: "header", name: "X-Most" },
      timeout: { type: "apiKey", in: "header", name: "X-1" },
      "api-key": { type: "apiKey", in: "header", name: "X-2" },
      constructor: { type: "apiKey", in: "header", name: "X-3" },
      "api key": { type: "apiKey", in: "query", name: "x-4" },
      "x*/4": { type: "apiKey", in: "header", name: "X-5", description: "*/ Five." },
    };
    const folder = await emitClientWithAll(schemes, [{ "used most": [] }]);
    const options = { apiKey: "0", timeout2: "1", apiKey2: "2", constructor2: "3", apiKey3: "4", x4: "5" };
    const { client, sent } = await loadClient(folder, options);
    await client.orders.create();
    const { headers, url } = sent[0]!;
    expect(["x-most", "x-1", "x-2", "x-3", "x-5"].map((name) => headers.get(name)).join("")).toBe("01235");
    expect(url.search).toBe("?x-4=4");
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

it("keys that the document asks for together are sent together, with a token where it asks for that", async () => {
  const schemes = {
    api: { type: "apiKey", in: "header", name: "X-API" },
    application: { type: "apiKey", in: "header", name: "X-Application" },
    spare: { type: "apiKey", in: "header", name: "X-Spare" },
    person: { type: "http", scheme: "basic" },
  };
  const folder = await emitClientWithAll(schemes, [{ api: [], application: [], person: [] }]);
  const { client, sent } = await loadClient(folder, { apiKey: "1", application: "2", ...person });
  await client.orders.create();
  expect(Object.fromEntries(sent[0]!.headers)).toMatchObject({
    "x-api": "1",
    "x-application": "2",
    authorization: "Basic YW5uOnM6Y3JldA==",
  });
  await expect(loadClient(folder, { application: "2", ...person })).rejects.toThrow(
    '"apiKey" is missing beside',
  );
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

it("a list and a member of a parameter that are passwords are in no error", async () => {
  const responses = { "204": { description: "Done." } };
  const password = { type: "string", format: "password" };
  const members = { type: "object", properties: { pin: { $ref: "#/components/schemas/Pin" } } };
  const folder = await writeClient({
    openapi: "3.1.0",
    info: { title: "Invitations", version: "1" },
    servers: [{ url: "https://a.example/v1" }],
    paths: {
      "/shelves/{codes}": {
        parameters: [
          {
            name: "codes",
            in: "path",
            required: true,
            style: "matrix",
            schema: { type: "array", items: password },
          },
          { name: "keys", in: "query", explode: false, schema: { type: "array", items: password } },
          { name: "by", in: "query", style: "deepObject", schema: members },
        ],
        put: { responses },
      },
    },
    components: { schemas: { Pin: password } },
  });
  const { client } = await loadClient(folder, { retry: { attempts: 1 } }, () => {
    throw new TypeError("fetch failed");
  });
  const call = client.shelves.replace(["hunter1", "hunter2"], { keys: ["hunter3"], by: { pin: "hunter4" } });
  const error = await call.catch((caught: unknown) => caught);
  expect(inspect(error)).toContain(
    "https://a.example/v1/shelves/[redacted]?keys=[redacted]&by%5Bpin%5D=[redacted]",
  );
  expect(inspect(error)).not.toContain("hunter");
});
