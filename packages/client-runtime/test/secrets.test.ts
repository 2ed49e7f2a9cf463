import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  defineClient,
  defineResource,
  secretPaths,
  styledPath,
  type ApiPromise,
  type ClientBase,
  type ClientError,
  type Fetch,
  type PathStyle,
} from "../src/index.ts";
import { createRedactor } from "../src/redact.ts";
import { api } from "./library/api.ts";
import { createClient, createPathClient, libraries, type Client } from "./library/client.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection } from "./record-fetch.ts";

/** Every text that a log might hold of a value. An error keeps the caller's response, hidden from logs. */
function shown(value: unknown): string {
  const texts = [
    inspect(value, { depth: 20, showHidden: !(value instanceof Error) }),
    String(value),
    JSON.stringify(value),
  ];
  if (value instanceof Error) texts.push(value.stack ?? "", inspect(value.cause, { depth: 20 }));
  return texts.join("\n");
}

describe("a secret is not seen", () => {
  test.each([{ token: "hunter2" }, { token: () => "hunter2" }, { clientId: "id", clientSecret: "hunter2" }])(
    "in a client made with %j",
    async (options) => {
      const { fetch } = recordFetch(({ url }) =>
        Response.json(url.endsWith("/token") ? { access_token: "hunter3" } : { items: [] }),
      );
      for (const make of [createClient, createPathClient]) {
        const client = make({ ...options, headers: { "x-key": "hunter4" }, fetch });
        expect(shown(client)).not.toMatch(/hunter2|hunter4/);
      }
      const client = createClient({ ...options, fetch });
      const call = client.libraries.books.list({ library_id: "l" });
      expect(shown(call)).not.toMatch(/hunter/);
      await call;
      expect(shown(client)).not.toMatch(/hunter/);
    },
  );

  test("in an error, where the server writes a URL or a form into its answer, or fetch into its error", async () => {
    const url = "https://x.example/?key_secret=hunter2";
    const fails: Fetch[] = [
      async () => Response.json({ message: `see ${url}` }, { status: 400 }),
      async () => new Response("key_secret=hunter2&a=1", { status: 400 }),
      () => Promise.reject(new TypeError("fetch failed", { cause: new Error(`no answer from (${url})`) })),
    ];
    for (const fetch of fails) {
      const client = createClient({ token: "t", fetch, retry: { attempts: 1 } });
      const call = client.libraries.books.list({ library_id: "l" }, { query: { key_secret: "hunter2" } });
      const error = (await rejection(call)) as ClientError;
      expect(shown(error)).not.toContain("hunter2");
      expect(shown(error)).toMatch(/see https:|key_secret=\[redacted\]&a=1|no answer from/);
    }
  });

  test("in an error, wherever it was sent or answered", async () => {
    const { fetch } = recordFetch(() =>
      Response.json(
        { message: "no", Key_Secret: "hunter1", nested: [{ client_secret: "hunter2" }], other: "seen" },
        { status: 409, headers: { "set-cookie": "hunter3" } },
      ),
    );
    const client = createClient({ token: "hunter4", fetch });
    const error = (await rejection(
      client.libraries.books.create(
        { library_id: "l", title: "T" },
        {
          query: { key_secret: "hunter5", "key%5Fsecret": "seen2", page: 1 },
          headers: { cookie: "hunter6", key_secret: "hunter7" },
        },
      ),
    )) as ClientError;
    expect(shown(error)).not.toMatch(/hunter/);
    expect(error.request!.url).toContain("key_secret=[redacted]");
    expect(error.request!.headers).toMatchObject({
      authorization: "[redacted]",
      cookie: "[redacted]",
      "content-type": "application/json",
    });
    expect(error.body).toEqual({
      message: "no",
      Key_Secret: "[redacted]",
      nested: [{ client_secret: "[redacted]" }],
      other: "seen",
    });
  });
});

test("a secret path value is in no error and no log, with whatever base path and neighbours", async () => {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const description = {
    ...api,
    redactURLs: secretPaths("/libraries/{library_id}/books/", "/cards/", "/a.b c$/é/"),
  };
  const client = defineClient<Client, paths>(
    description,
    { libraries },
    { environment: {} },
  )({
    token: "t",
    baseUrl: "https://a.example/base/v1",
    logLevel: "debug",
    logger: { debug: write, info: write, warn: write },
    fetch: async () => Response.json({ message: "see https://b.example/cards/hunter2?x=1" }, { status: 404 }),
  });
  const error = (await rejection(
    client.libraries.books.retrieve("hunter2", { library_id: "l" }),
  )) as ClientError;
  expect(shown(error) + lines.join()).not.toContain("hunter2");
  expect(error.request!.url).toBe("https://a.example/base/v1/libraries/l/books/[redacted]");
  expect(error.body).toEqual({ message: "see https://b.example/cards/[redacted]?x=1" });
  expect(lines).toHaveLength(2);
});

test.each<[string, string[], string]>([
  ["of the first segment", ["/"], "/[redacted]/[redacted]"],
  ["behind a start that the base path begins like", ["/v1/{a}/v1/"], "/v1/1/v1/[redacted]"],
  ["two of a segment", ["/v1/{a}.", "/v1/"], "/v1/[redacted]"],
])("a secret path value %s is hidden", (_name, starts, shownPath) => {
  const secret = starts[0] === "/" ? "/v1/hunter2" : starts[1] ? "/v1/hunter2.hunter3" : "/v1/1/v1/hunter2";
  const hide = secretPaths(...starts);
  for (const base of ["//a.example", "//a.example/v1/2"])
    expect(hide(`https:${base}${secret}?a=1 and`)).not.toContain("hunter");
  expect(hide(`https://a.example${secret}?a=1 and`)).toBe(`https://a.example${shownPath}?a=1 and`);
});

test.each<[PathStyle, unknown]>([
  [{ style: "label" }, "hunter2"],
  [{ style: "label", explode: true }, ["hunter2", "hunter3"]],
  [{ style: "matrix" }, "hunter2"],
  [{ style: "matrix", explode: true }, ["hunter2", "hunter3"]],
  [
    { style: "matrix", explode: true },
    { a: "hunter2", b: "hunter3" },
  ],
  [{ style: "json" }, { a: "hunter2/hunter3" }],
])("a secret path value in style %j is in no error", async (style, code) => {
  for (const path of ["/cards/{code}/more", "/cards{code}", "/{place}{code}"]) {
    const description = { ...api, redactURLs: secretPaths(path.slice(0, path.indexOf("{code}"))) };
    const cards = defineResource<{ call(params: object): ApiPromise<unknown> }>({
      call: { method: "GET", path, writePath: styledPath({ code: style }) },
    });
    const { fetch, sent } = recordFetch(({ url }) => Response.json({ message: url }, { status: 404 }));
    const create = defineClient<
      ClientBase<{}> & { cards: { call(params: object): ApiPromise<unknown> } },
      {}
    >(description, { cards }, { environment: {} });
    const client = create({ token: "t", fetch });
    const error = await rejection(client.cards.call({ code, place: "here" }));
    expect(sent[0]!.url).toContain("hunter2");
    expect(shown(error)).not.toContain("hunter");
    expect(shown(error)).toContain("[redacted]");
  }
});

test("names come from the document, HTTP and OAuth, in any case", () => {
  const redact = createRedactor([...api.secrets!, "api_key"]);
  expect(redact("https://x.example/a?api_key=1&b=2&Access_Token=3#api_key=4")).toBe(
    "https://x.example/a?api_key=[redacted]&b=2&Access_Token=[redacted]#api_key=4",
  );
  expect(redact("https://x.example/a?%=1")).toBe("https://x.example/a?%=1");
  expect(redact({ key_secret: null, a: null, b: [1, "x"] })).toEqual({
    key_secret: "[redacted]",
    a: null,
    b: [1, "x"],
  });
});
