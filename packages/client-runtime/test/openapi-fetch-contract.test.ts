// Path calls against openapi-fetch itself: the same call through both, and everything that can be seen of it compared.

import createOpenapiFetch from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { definePathClient } from "../src/paths.ts";
import { recordFetch, type Recorder } from "./record-fetch.ts";

interface AnyClient {
  request(method: string, path: string, init?: object): Promise<Result>;
  use(...middleware: unknown[]): void;
  eject(...middleware: unknown[]): void;
}
interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

const baseUrl = "https://api.library.example/v1";
const headers = { "x-client": "1", "x-both": "client" };
const api = { modelVersion: 1, name: "contract", servers: [] };

function both(answer: () => Response): { ours: AnyClient & Recorder; theirs: AnyClient & Recorder } {
  const [mine, original] = [recordFetch(answer), recordFetch(answer)];
  const create = definePathClient<{}>(api, { environment: {} });
  const ours = create({ baseUrl, headers, fetch: mine.fetch, retry: { attempts: 1 } });
  const theirs = createOpenapiFetch<{}>({ baseUrl, headers, fetch: (request) => original.fetch(request) });
  return {
    ours: { ...(ours as unknown as AnyClient), ...mine },
    theirs: { ...(theirs as unknown as AnyClient), ...original },
  };
}

/** What a caller sees of a call: result or error, body, and what was sent. */
async function seen(client: AnyClient & Recorder, method: string, init: object): Promise<unknown> {
  const path = "/libraries/{library_id}/books";
  const params = { path: { library_id: "a b" } };
  try {
    const result = await client.request(method, path, { params, ...init });
    const { response } = result;
    const data = result.data instanceof ReadableStream ? await new Response(result.data).text() : result.data;
    const parsed = data instanceof Blob ? await data.text() : data;
    return {
      keys: Object.keys(result),
      data: parsed,
      error: result.error,
      status: response.status,
      sent: client.sent,
    };
  } catch (error) {
    return {
      thrown: (error as Error).message.replace(/"[^]*"/, '"…"'),
      name: (error as Error).name,
      sent: client.sent,
    };
  }
}

/** What a caller sees of the same call through ours and through theirs. */
async function compare(
  answer: () => Response,
  init: () => object,
  method = "GET",
): Promise<readonly [ours: unknown, theirs: unknown]> {
  const { ours, theirs } = both(answer);
  return [await seen(ours, method, init()), await seen(theirs, method, init())];
}

const json = (): Response => Response.json({ items: [1] });
const path = { library_id: "a b" };

describe("a call is sent as openapi-fetch sends it", () => {
  const query = (value: object): object => ({ params: { path, query: value } });
  test.each<[string, object]>([
    ["nothing", {}],
    ["plain values", query({ a: "x y", b: 0, c: false, d: null, e: undefined })],
    ["lists", query({ a: ["x", "y&"], b: [] })],
    ["objects", query({ filter: { author: "A B", year: 1, no: undefined } })],
    ["what it refuses", query({ filter: { deep: { x: 1 } } })],
    [
      "list styles",
      { ...query({ a: ["x", "y"] }), querySerializer: { array: { style: "pipeDelimited", explode: false } } },
    ],
    [
      "object styles",
      { ...query({ f: { a: 1, b: 2 } }), querySerializer: { object: { style: "form", explode: true } } },
    ],
    ["reserved characters", { ...query({ a: "x/y" }), querySerializer: { allowReserved: true } }],
    ["a serialiser of the call", { ...query({ a: 1 }), querySerializer: () => "?own=1" }],
    ["a path serialiser of the call", { pathSerializer: (url: string) => url.replace(/\{.*?\}/, "own") }],
    [
      "headers",
      { headers: { "X-Both": "call", "x-client": null, "x-list": ["1", "2"], "x-none": undefined } },
    ],
    ["a Headers object", { headers: new Headers({ "x-both": "call" }) }],
    [
      "header parameters",
      { params: { path, header: { "x-both": "parameter" } }, headers: { "x-both": "call" } },
    ],
    ["another base URL", { baseUrl: "https://other.example/" }],
  ])("with %s", async (_, init) => {
    const [ours, theirs] = await compare(json, () => init);
    expect(ours).toEqual(theirs);
  });

  test.each<[string, () => object]>([
    ["an object", () => ({ body: { a: 1 } })],
    ["null", () => ({ body: null })],
    ["text", () => ({ body: "text" })],
    [
      "a form",
      () => ({ body: { a: "1 2" }, headers: { "content-type": "application/x-www-form-urlencoded" } }),
    ],
    [
      "another media type",
      () => ({ body: { a: 1 }, headers: { "Content-Type": "application/merge-patch+json" } }),
    ],
    [
      "a serialiser",
      () => ({ body: { a: 1 }, bodySerializer: (body: unknown) => `own ${JSON.stringify(body)}` }),
    ],
  ])("with the body %s", async (_, init) => {
    for (const method of ["POST", "PATCH"]) {
      const [ours, theirs] = await compare(json, init, method);
      expect(ours).toEqual(theirs);
    }
  });

  test("with a multipart form", async () => {
    const { ours, theirs } = both(json);
    for (const client of [ours, theirs]) {
      const body = new FormData();
      body.set("a", "1");
      await seen(client, "POST", { body });
      expect(client.sent[0]!.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
      expect(client.sent[0]!.body).toContain('name="a"');
    }
  });
});

describe("an answer is read as openapi-fetch reads it", () => {
  const answers: [string, () => Response][] = [
    ["JSON", json],
    ["JSON with its length", () => new Response("[1]", { headers: { "content-length": "3" } })],
    ["null", () => new Response("null")],
    ["an empty body", () => new Response("")],
    ["length 0", () => new Response("", { headers: { "content-length": "0" } })],
    [
      "length 0, but chunked",
      () => new Response("[1]", { headers: { "content-length": "0", "transfer-encoding": "chunked" } }),
    ],
    ["204", () => new Response(null, { status: 204 })],
    ["no JSON", () => new Response("<")],
    ["an error of JSON", () => Response.json({ message: "no" }, { status: 404 })],
    ["an error of text", () => new Response("oops", { status: 500 })],
    ["an error of null", () => new Response("null", { status: 400 })],
    ["an error without a body", () => new Response("", { status: 400 })],
    ["an error of length 0", () => new Response("", { status: 400, headers: { "content-length": "0" } })],
  ];
  const forms = ["json", "text", "blob", "arrayBuffer", "stream"];
  test.each(answers.flatMap(([name, answer]) => forms.map((form) => [name, form, answer] as const)))(
    "%s as %s",
    async (_, parseAs, answer) => {
      const [ours, theirs] = await compare(answer, () => ({ parseAs }));
      expect(ours).toEqual(theirs);
    },
  );
  test.each([200, 404])("HEAD with %i", async (status) => {
    const answer = (): Response => new Response(null, { status });
    const [ours, theirs] = await compare(answer, () => ({}), "head");
    expect(ours).toEqual(theirs);
  });
});

/** Writes down what it is told, and gives what it is to give. */
function teller(log: unknown[], name: string, gives: Record<string, () => unknown> = {}): object {
  return Object.fromEntries(
    ["onRequest", "onResponse", "onError"].map((step) => [
      step,
      (event: Record<string, unknown>) => {
        const { request, response, error, schemaPath, params, options, id } = event as Record<
          string,
          Request
        >;
        log.push([
          name,
          step,
          Object.keys(event).toSorted(),
          [request!.method, request!.url, request instanceof Request, request!.headers.get("x-both")],
          response && (response as unknown as Response).status,
          (error as unknown) instanceof Error,
          [schemaPath, params, typeof id],
          [
            Object.keys(options!).toSorted(),
            Object.isFrozen(options),
            (options as { baseUrl?: string }).baseUrl,
          ],
        ]);
        return gives[step]?.();
      },
    ]),
  );
}

const failing = (): never => {
  throw new Error("down");
};
const own = (): Request => new Request("https://other.example/own", { headers: { "x-both": "own" } });
describe("middleware runs as openapi-fetch runs it", () => {
  test.each<[string, () => Response, Record<string, () => unknown>]>([
    ["nothing is given", json, {}],
    ["a request is given", json, { onRequest: own }],
    ["a response is given for a request", json, { onRequest: () => Response.json("early") }],
    [
      "a response is given for a response",
      json,
      { onResponse: () => Response.json("other", { status: 203 }) },
    ],
    ["something else is given for a request", json, { onRequest: () => ({}) }],
    ["something else is given for a response", json, { onResponse: () => ({}) }],
    ["the call fails", failing, {}],
    ["a response is given for an error", failing, { onError: () => Response.json("saved") }],
    ["an error is given for an error", failing, { onError: () => new Error("still down") }],
    ["something else is given for an error", failing, { onError: () => ({}) }],
  ])("where %s", async (_, answer, gives) => {
    const outcomes: unknown[] = [];
    const { ours, theirs } = both(answer);
    for (const client of [ours, theirs]) {
      const log: unknown[] = [];
      const removed = teller(log, "removed");
      client.use(teller(log, "first"), undefined, removed, teller(log, "second", gives));
      client.eject(removed, teller(log, "unknown"));
      const result = (await seen(client, "POST", {
        body: { a: 1 },
        middleware: [teller(log, "of the call")],
      })) as {
        thrown?: string;
        name?: string;
      };
      // What has no response is our error there, with its cause.
      const isDown = result.thrown?.includes("connection failed") || result.thrown === "down";
      outcomes.push([isDown ? "down" : result, log]);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });

  test("what is no middleware is refused", () => {
    const { ours, theirs } = both(json);
    for (const client of [ours, theirs]) {
      for (const wrong of [{}, "no", () => {}])
        expect(() => client.use(wrong)).toThrow("Middleware must be an object");
    }
  });
});
