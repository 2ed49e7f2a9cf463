import { beforeEach, describe, expect, it } from "vitest";
import { checkedMock, type CheckedMock } from "./checked-mock.ts";
import { idsOf, startRobots, type Robots } from "./robots.ts";

let mock: CheckedMock;
let robots: string;
let headers: Record<string, string>;
let get: Robots["get"];

beforeEach(async () => {
  ({ mock, path: robots, headers, get } = await startRobots());
});

function prefer(value: string): Record<string, string> {
  return { ...headers, prefer: value };
}

describe("Prefer", () => {
  it("code: answers with a documented status, without effect", async () => {
    const call = { headers: prefer("respond-async, code=409"), json: { name: "Ada" } };
    const reply = await mock.call(`POST ${robots}`, call);
    expect(reply.status).toBe(409);
    expect(reply.headers.get("preference-applied")).toBe("code=409");
    expect(idsOf(await get(robots))).toEqual([]);
    const gone = await mock.call(`DELETE ${robots}/x`, { headers: prefer("code=204") });
    expect(gone).toMatchObject({ status: 204, body: undefined });
  });

  it("dynamic: answers from the schema, differently each time", async () => {
    const first = await mock.call(`GET ${robots}/x`, { headers: prefer("dynamic=true; foo=1") });
    expect(first.status).toBe(200);
    expect(first.headers.get("preference-applied")).toBe("dynamic=true");
    expect(first.body).not.toMatchObject({ id: "rob_4fT9sLq0ZbW2xYcD" });
  });

  it("example: answers with the example of that name", async () => {
    const shop = await checkedMock("read-only");
    for (const name of ["calm", "busy"]) {
      const call = { headers: { prefer: `example="${name}", example=none, code=200` } };
      const reply = await shop.call("GET /shelves/status", call);
      expect(reply).toMatchObject({ status: 200, body: { kind: name } });
      expect(reply.headers.get("preference-applied")).toBe(`code=200, example=${name}`);
    }
  });

  it("says what the document has where it cannot be met", async () => {
    const code = await mock.call(`GET ${robots}/x`, { headers: prefer("code=418") });
    expect(code).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/code=418 .* has 200, 400, 401, 403, 404, 409$/) },
    });
    expect(code.headers.get("preference-applied")).toBeNull();
    const example = await mock.call(`GET ${robots}/x`, { headers: prefer('example="a, b"') });
    expect(example).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("example=a, b is none") },
    });
  });

  it("is ignored where it is unknown", async () => {
    const reply = await mock.call(`GET ${robots}`, { headers: prefer("handling=strict, dynamic=no") });
    expect(reply.status).toBe(200);
    expect(reply.headers.get("preference-applied")).toBeNull();
  });
});

describe("static", () => {
  it("answers any well-formed request from examples, for any token and tenant", async () => {
    const still = await checkedMock("tenanted", { static: true });
    const anyone = { authorization: "Bearer whatever" };
    const path = "/fleets/whichever/robots";
    expect(await still.call(`GET ${path}/abc`, { headers: anyone })).toMatchObject({
      status: 200,
      body: { id: "abc" },
    });
    expect((await still.call(`POST ${path}`, { headers: anyone, json: { name: "Ada" } })).status).toBe(201);
    expect((await still.call(`POST ${path}`, { headers: anyone, json: { name: 7 } })).status).toBe(400);
    expect((await still.call(`GET ${path}?limit=0`)).status).toBe(400);
    expect((await still.call(`DELETE ${path}/abc`)).status).toBe(204);
    expect((await still.call(`GET ${path}/abc`)).status).toBe(200);
    const grant = "grant_type=client_credentials&client_id=any&client_secret=any";
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await still.call("POST /token", { headers: form, raw: grant })).status).toBe(200);
  });

  it.each([
    ["enveloped", "listCrates", "GET /crates"],
    ["enveloped", "retrieveCrate", "GET /crates/7"],
    ["read-only", "getStatus", "GET /calm/status"],
    ["read-only", "getRate", "GET /rates/EUR.json"],
  ])("answers the example of %s, %s, as it stands there", async (fixture, id, request) => {
    const still = await checkedMock(fixture, { static: true });
    const operation = still.model.operations.find((one) => one.id === id);
    const example = operation?.responses[0]?.content[0]?.examples[0]?.value;
    expect(example).toBeDefined();
    expect((await still.call(request)).body).toEqual(example);
  });
});
