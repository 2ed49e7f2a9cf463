// What the description of an operation may say beyond the library's own operations.

import { describe, expect, test } from "vitest";
import {
  defineClient,
  defineResource,
  isDecodeError,
  styledQuery,
  type ApiPromise,
  type ClientBase,
  type ClientOptions,
  type OperationDescription,
  type RequestOptions,
} from "../src/index.ts";
import { api } from "./library/api.ts";
import { recordFetch, rejection } from "./record-fetch.ts";
import { failed, quickClock, status, type Step } from "./scripted.ts";

interface Client extends ClientBase<{}> {
  readonly things: { call(...args: unknown[]): ApiPromise<unknown> };
}

/** A client with one operation, whose requests end as the steps say. */
function operate(
  operation: OperationDescription,
  steps: Step[] = [status(200)],
  options: ClientOptions = {},
): ReturnType<typeof recordFetch> & {
  call: (params?: object, options?: RequestOptions) => ApiPromise<unknown>;
} {
  const recorder = recordFetch((_, index) => {
    const step = steps[Math.min(index, steps.length - 1)]!;
    if (step instanceof Error) throw step;
    return step.clone();
  });
  const things = defineResource<Client["things"]>({ call: operation });
  const create = defineClient<Client, {}>(api, { things }, { environment: {}, clock: quickClock() });
  const client = create({ token: "t", logLevel: "off", fetch: recorder.fetch, ...options });
  return { ...recorder, call: (...args) => client.things.call(...args) };
}

describe("an idempotency key", () => {
  const create = {
    method: "POST",
    path: "/things",
    body: "members",
    idempotencyKey: "Idempotency-Key",
  } as const;

  test("is made for each call and kept over its attempts, which it makes harmless", async () => {
    const { call, sent } = operate(create, [failed(), status(500), status(201)]);
    await call({ name: "n" });
    await call({ name: "n" });
    const keys = sent.map(({ headers }) => headers["idempotency-key"]!);
    expect(sent).toHaveLength(4);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  test("is the caller's where there is one, as an option or as a header parameter", async () => {
    const { call, sent } = operate({
      ...create,
      places: { idempotencyKey: ["header", "Idempotency-Key"] },
    });
    await call({ name: "n", idempotencyKey: "mine" });
    await call({ name: "n", idempotencyKey: undefined }, { headers: { "idempotency-key": "yours" } });
    await call({ name: "n", idempotencyKey: undefined });
    const keys = sent.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(["mine", "yours", expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  test("that the caller takes away makes nothing harmless", async () => {
    const { call, sent } = operate(create, [failed(), status(201)]);
    const error = await rejection(call({}, { headers: { "Idempotency-Key": null } }));
    expect(error).toMatchObject({ name: "ConnectionError", attempts: 1, mayHaveTakenEffect: true });
    expect(sent).toHaveLength(1);
  });

  test("leaves it open whether a call that fails at last took effect", async () => {
    const { call } = operate(create, [failed()]);
    expect(await rejection(call({}))).toMatchObject({ attempts: 3, mayHaveTakenEffect: true });
  });
});

test("a header of the call is kept over its attempts", async () => {
  const places = { xClientRequestID: ["header", "X-Client-Request-ID"] } as const;
  const { call, sent } = operate({ method: "PUT", path: "/things", places }, [
    failed(),
    status(503),
    status(200),
  ]);
  await call({ xClientRequestID: "one" });
  expect(sent.map((request) => request.headers["x-client-request-id"])).toEqual(["one", "one", "one"]);
});

test("names on the wire may be others than those of the arguments", async () => {
  const { call, sent } = operate({
    method: "POST",
    path: "/a/{id}/b/{type}",
    places: {
      pathID: ["path", "id"],
      type: ["path", "type"],
      queryID: ["query", "id"],
      kinds: ["query", "kind[]"],
    },
    allPlaced: true,
    writeQuery: styledQuery({ "kind[]": { explode: false } }),
    body: "members",
  });
  await call({ pathID: "p/1", type: "t", queryID: 2, kinds: ["x", "y"], id: "body" });
  expect(sent[0]!.url.split("/v1")[1]).toBe("/a/p%2F1/b/t?id=2&kind%5B%5D=x,y");
  expect(sent[0]!.body).toBe('{"id":"body"}');
});

test("a status without a body beside others with one resolves to undefined", async () => {
  const accepted = new Response("queued", { status: 202 });
  const operation: OperationDescription = { method: "POST", path: "/things", bodiless: [202] };
  expect(await operate(operation, [accepted]).call()).toBeUndefined();
  expect(await operate(operation, [status(200)]).call()).toEqual({});
  expect(isDecodeError(await rejection(operate(operation, [new Response("")]).call()))).toBe(true);
});

test("a writer and a reader of the data stand in for JSON", async () => {
  const { call, sent } = operate(
    {
      method: "POST",
      path: "/things",
      body: "whole",
      mediaType: "text/csv",
      writeBody: (body) => (body as string[]).join(),
      readAnswer: {
        accept: "text/csv",
        async read(response, { fail }) {
          const text = await response.text();
          if (!text) throw fail("empty");
          return text.split(",");
        },
      },
    },
    [new Response("a,b"), new Response("")],
  );
  expect(await call({ body: ["x", "y"] })).toEqual(["a", "b"]);
  expect(sent[0]).toMatchObject({ body: "x,y", headers: { "content-type": "text/csv", accept: "text/csv" } });
  const error = await rejection(call({ body: [] }));
  expect(isDecodeError(error)).toBe(true);
  expect((error as Error).message).toContain("200, but the body is empty");
});

test("a reader that hands the body on is reached by the caller's signal after the call", async () => {
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("a")) });
  const seen: (AbortSignal | null | undefined)[] = [];
  const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
    seen.push(init?.signal);
    return Promise.resolve(new Response(body));
  };
  const readAnswer = {
    accept: "text/event-stream",
    streams: true,
    read: (response: Response) => response.body,
  } as const;
  const { call } = operate({ method: "GET", path: "/events", readAnswer }, [], { fetch });
  const caller = new AbortController();
  expect(await call({}, { signal: caller.signal })).toBe(body);
  caller.abort();
  expect(seen[0]!.aborted).toBe(true);
});
