import { expect, test } from "vitest";
import {
  atServers,
  defineClient,
  defineResource,
  definePathClient,
  operationServer,
  pathCalls,
  type ApiPromise,
  type ClientBase,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { recordFetch } from "./record-fetch.ts";

const uploads = "https://uploads.example/v2";

test.each<{ readonly call: [server: string, baseUrl: string, servers: string[], expected: string] }>([
  { call: [uploads, "https://api.example/v1", ["https://api.example/v1"], uploads] },
  { call: [uploads, "https://eu.example/v1", ["https://api.example/v1", "https://eu.example/v1"], uploads] },
  // Of a server that the document does not have, nothing goes elsewhere.
  { call: [uploads, "http://127.0.0.1:9/v1", ["https://api.example/v1"], "http://127.0.0.1:9/v1"] },
  {
    call: [uploads, "https://api.example/v1/more", ["https://api.example/v1"], "https://api.example/v1/more"],
  },
  { call: [uploads, "https://api.example", [], "https://api.example"] },
  // Relative ones are read on the host of the base URL.
  { call: ["/v2", "https://api.example/v1", ["https://api.example/v1"], "https://api.example/v2"] },
  { call: ["v2", "https://api.example/v1", ["https://api.example/v1"], "https://api.example/v1/v2"] },
  { call: ["/", "https://api.example/v1", ["https://api.example/v1"], "https://api.example"] },
  { call: ["/v2", "https://own.example/v1", ["/v1"], "https://own.example/v2"] },
  { call: ["/v2", "https://own.example/base", ["/v1"], "https://own.example/base"] },
  // A base URL that only a relative server stands for leads to no other host.
  { call: [uploads, "https://own.example/v1", ["/v1"], "https://own.example/v1"] },
  { call: ["//evil.example/v2", "https://own.example/v1", ["/v1"], "https://own.example/v1"] },
  {
    call: [
      uploads,
      "https://api.example/v1",
      ["https://{region}.example", "https://api.example/v1"],
      uploads,
    ],
  },
])("of server, base URL and servers of the document follows where it is called: $call", ({ call }) => {
  const [server, baseUrl, servers, expected] = call;
  expect(operationServer(server)({ baseUrl, api: { servers } })).toBe(expected);
});

interface Things {
  list(options?: object): ApiPromise<unknown>;
  create(params: object, options?: object): ApiPromise<unknown>;
}
interface Client extends ClientBase<{}> {
  readonly things: Things;
}

const things = atServers<Things>(
  { create: uploads },
  defineResource<Things>({
    list: { method: "GET", path: "/things", params: false },
    create: { method: "POST", path: "/things", body: "members" },
  }),
);
const description = {
  ...api,
  preparePathCall: pathCalls({ "POST /things": { server: operationServer(uploads) } }),
};
const [home] = api.servers as [string];

test("calls of both faces go to the operation's server with the client's credentials and middleware", async () => {
  const { fetch, sent } = recordFetch(() => Response.json({}));
  const client = defineClient<Client, {}>(
    description,
    { things },
    { environment: {} },
  )({ token: "t", fetch });
  const seen: string[] = [];
  client.paths.use({ onRequest: ({ options }) => void seen.push(options.baseUrl) });
  const post = client.paths.POST as unknown as (path: string, init?: object) => Promise<unknown>;
  await client.things.list();
  await client.things.create({ a: 1 });
  await post("/things");
  await post("/things", { baseUrl: "https://mine.example" });
  expect(sent.map(({ url, headers }) => [url, headers["authorization"]])).toEqual([
    [`${home}/things`, "Bearer t"],
    [`${uploads}/things`, "Bearer t"],
    [`${uploads}/things`, "Bearer t"],
    ["https://mine.example/things", "Bearer t"],
  ]);
  expect(seen).toEqual([home, uploads, uploads, "https://mine.example"]);
  expect(sent[1]!.body).toBe('{"a":1}');
});

test("a base URL of the caller's takes all calls, also that of withOptions and of a path client", async () => {
  const { fetch, sent } = recordFetch(() => Response.json({}));
  const options = { baseUrl: "http://127.0.0.1:9", token: "t", fetch };
  const create = defineClient<Client, {}>(description, { things }, { environment: {} });
  await create(options).things.create({});
  await create({ token: "t", fetch }).withOptions({ baseUrl: "http://127.0.0.1:8" }).things.create({});
  const client = definePathClient<{}>(description, { environment: {} })(options);
  await (client.POST as unknown as (path: string) => Promise<unknown>)("/things");
  await things(client).create({});
  expect(sent.map(({ url }) => url)).toEqual([9, 8, 9, 9].map((port) => `http://127.0.0.1:${port}/things`));
});

test("one token is fetched for calls to all servers, on that of the base URL", async () => {
  const { fetch, sent } = recordFetch(({ url }) =>
    Response.json(url.endsWith("/token") ? { access_token: "issued", token_type: "bearer" } : {}),
  );
  const create = defineClient<Client, {}>(description, { things }, { environment: {} });
  const client = create({ clientId: "i", clientSecret: "s", fetch });
  await Promise.all([client.things.create({}), client.things.list()]);
  expect(sent.map(({ url }) => url).toSorted()).toEqual([
    `${home}/oauth/token`,
    `${home}/things`,
    `${uploads}/things`,
  ]);
});
