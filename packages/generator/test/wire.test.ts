// What a generated client sends that its caller did not say, or said in other words.
import type { Document } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { emitDocument } from "./emit-sample.ts";
import { loadClient, person, wire, writeClient, type Client } from "./load-client.ts";

it("a query in a path is sent as it stands, before what a call adds", async () => {
  const folder = await writeClient({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    servers: [{ url: "https://a.example" }],
    paths: {
      "/orders?kind=new": {
        post: {
          parameters: [{ name: "a", in: "query", schema: { type: "string" } }],
          responses: { "204": { description: "Done." } },
        },
      },
    },
  });
  const { client, sent } = await loadClient(folder, {}, () => new Response(null, { status: 204 }));
  const { ordersKindNew } = client as unknown as { ordersKindNew: Client["orders"] };
  await ordersKindNew.create({ a: "b" });
  await ordersKindNew.create();
  await client.paths.POST("/orders?kind=new", { params: { query: { a: "b" } } });
  expect(sent.map(({ url }) => url.search)).toEqual(["?kind=new&a=b", "?kind=new", "?kind=new&a=b"]);
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
