import { beforeEach, expect, it } from "vitest";
import { at, checkedMock, textAt, type CheckedMock } from "./checked-mock.ts";

let mock: CheckedMock;

beforeEach(async () => {
  mock = await checkedMock("read-only");
});

it("has things where nothing creates them, the same at each read", async () => {
  const listed = await mock.call("GET /products");
  expect(listed.body).toHaveLength(3);
  expect((await mock.call("GET /products")).body).toEqual(listed.body);
  const id = textAt(listed.body, "/1/id");
  expect((await mock.call(`GET /products/${id}`)).body).toEqual(at(listed.body, "/1"));
  expect((await mock.call("GET /products/none")).status).toBe(404);
});

it("links to the next page", async () => {
  const seen: unknown[] = [];
  let path: string | undefined = "/products?size=2";
  while (path !== undefined) {
    const page = await mock.call(`GET ${path}`);
    expect(page.status).toBe(200);
    if (Array.isArray(page.body)) seen.push(...page.body.map((item) => at(item, "/id")));
    const link: string | undefined = /^<([^>]+)>; rel="next"$/.exec(page.headers.get("link") ?? "")?.[1];
    path = link === undefined ? undefined : link.replace("http://mock.test", "");
  }
  expect(new Set(seen).size).toBe(3);
  expect(seen).toHaveLength(3);
  expect((await mock.call("GET /products?cursor=made-up")).status).toBe(400);
});

it("answers from examples where there is no state, with the path's values", async () => {
  expect((await mock.call("GET /rates/USD.json")).body).toEqual({ currency: "USD", rate: 2.5 });
  expect((await mock.call("GET /rates/usd.json")).status).toBe(400);
});

it("answers text where the document has text", async () => {
  const latest = await mock.call("GET /rates/latest");
  expect(latest.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(latest.body).toBe("string");
});

it("takes a concrete path before a templated one that stands earlier in the document", async () => {
  expect((await mock.call("GET /lamps/status")).body).toEqual({ kind: "lamps" });
  expect((await mock.call("GET /rates/status")).body).toEqual({ fresh: true });
});

it("describes problems by RFC 9457 where the document has no error schema", async () => {
  const reply = await mock.call("GET /products/none");
  expect(reply.headers.get("content-type")).toBe("application/problem+json");
  expect(reply.body).toMatchObject({ type: "about:blank", status: 404 });
});
