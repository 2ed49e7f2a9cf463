import { beforeEach, describe, expect, it } from "vitest";
import { type CheckedMock } from "./checked-mock.ts";
import { idsOf, startRobots, type Robots } from "./robots.ts";

let mock: CheckedMock;
let robots: string;
let headers: Record<string, string>;
let create: Robots["create"];
let get: Robots["get"];

beforeEach(async () => {
  ({ mock, path: robots, headers, create, get } = await startRobots());
});

describe("faults", () => {
  it("are judged by the document: parameters, headers, bodies, media types", async () => {
    const bad = async (request: string, more: object = {}): Promise<number> =>
      (await mock.call(request, { headers, ...more })).status;
    expect(await bad(`GET ${robots}?limit=0`)).toBe(400);
    expect(await bad(`GET ${robots}?limit=101`)).toBe(400);
    expect(await bad(`GET ${robots}?limit=1.5`)).toBe(400);
    expect(await bad(`GET ${robots}?limit=`)).toBe(400);
    expect(await bad(`GET ${robots}?after=`)).toBe(400);
    expect(await bad(`GET ${robots}?expand=nothing`)).toBe(400);
    expect(await bad(`GET ${robots}?limit=%zz`)).toBe(400);
    expect(await bad(`GET ${robots}/${"x".repeat(61)}`)).toBe(400);
    expect(await bad(`GET ${robots}?unknown=1`)).toBe(200);
    expect(await bad(`POST ${robots}`)).toBe(400);
    expect(await bad(`POST ${robots}`, { json: {} })).toBe(400);
    expect(await bad(`POST ${robots}`, { json: { name: null } })).toBe(400);
    expect(await bad(`POST ${robots}`, { json: { name: "a", note: "n".repeat(21) } })).toBe(400);
    expect(
      await bad(`POST ${robots}`, { raw: "{", headers: { ...headers, "content-type": "application/json" } }),
    ).toBe(400);
    expect(
      await bad(`POST ${robots}`, { raw: "name=a", headers: { ...headers, "content-type": "text/csv" } }),
    ).toBe(415);
    expect(await bad(`GET ${robots}`, { headers: { ...headers, accept: "text/html" } })).toBe(406);
    expect(
      await bad(`GET ${robots}`, { headers: { ...headers, accept: "text/html, application/*;q=0.5" } }),
    ).toBe(200);
    expect(idsOf(await get(robots))).toEqual([]);
  });

  it("judge a format only where the document says that it is enforced", async () => {
    expect((await mock.call(`GET ${robots}`, { headers: { ...headers, "x-trace": "no-uuid" } })).status).toBe(
      400,
    );
    const trace = "6f8a1c1e-6f39-4bb4-b8e6-2f2f4d6a3c11";
    expect((await mock.call(`GET ${robots}`, { headers: { ...headers, "x-trace": trace } })).status).toBe(
      200,
    );
    expect((await create({ name: "a", manual: "not a uri" })).status).toBe(201);
  });

  it("refuse what the request allows and the answer could not show", async () => {
    expect(await create({ name: "a", speed: 10 })).toMatchObject({
      status: 400,
      body: { message: "body /speed must be <= 9" },
    });
    expect(idsOf(await get(robots))).toEqual([]);
  });

  it("name the place and what was found", async () => {
    expect((await get(`${robots}?limit=0`)).body).toEqual({
      message: 'query parameter "limit" must be >= 1',
      code: "invalid_parameter",
      status: 400,
    });
  });

  it("use the document's error schema where it has no such status, and for paths that it has not", async () => {
    const put = await mock.call(`PUT ${robots}`, { headers });
    expect(put).toMatchObject({ status: 405, body: { status: 405, code: "method_not_allowed" } });
    expect(put.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(await mock.call("GET /nothing")).toMatchObject({
      status: 404,
      body: { status: 404, code: "not_found" },
    });
    const long = await create({ name: "x".repeat(1_048_576) });
    expect(long).toMatchObject({ status: 413, body: { status: 413 } });
  });

  it("answers HEAD as GET without the body", async () => {
    const head = await mock.call(`HEAD ${robots}`, { headers });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-type")).toBe("application/json");
    expect(head.body).toBeUndefined();
  });

  it("keeps a member called __proto__ from reaching anything", async () => {
    const reply = await mock.call(`POST ${robots}`, {
      headers: { ...headers, "content-type": "application/json" },
      raw: '{"name":"a","__proto__":{"note":"from the prototype"}}',
    });
    expect(reply.status).toBe(201);
    expect(reply.body).not.toHaveProperty("note");
  });
});
