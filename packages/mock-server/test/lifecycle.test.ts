import { beforeEach, describe, expect, it } from "vitest";
import { at, checkedMock, textAt, type CheckedMock } from "./checked-mock.ts";
import { idsOf, startRobots, type Robots } from "./robots.ts";

let mock: CheckedMock;
let robots: string;
let headers: Record<string, string>;
let create: Robots["create"];
let createMany: Robots["createMany"];
let get: Robots["get"];

beforeEach(async () => {
  ({ mock, path: robots, headers, create, createMany, get } = await startRobots());
});

describe("a thing's life", () => {
  it("keeps what was sent, adds what the server manages, drops what the document does not know", async () => {
    const created = await create({ name: "Ada", note: "n", id: "mine", created_at: "never", junk: 1 });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      id: expect.stringMatching(/^rob_[A-Za-z0-9]{16}$/),
      name: "Ada",
      note: "n",
      speed: 3,
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:00.000Z",
    });
    expect((await get(`${robots}/${textAt(created.body, "/id")}`)).body).toEqual(created.body);
    expect(at((await get(robots)).body, "/items")).toEqual([created.body]);
  });

  it("merges an update, clears by null, and moves the time strictly forward even on a stopped clock", async () => {
    const { body } = await create({ name: "Ada", note: "n" });
    const path = `${robots}/${textAt(body, "/id")}`;
    const renamed = await mock.call(`PATCH ${path}`, { headers, json: { name: "Bo" } });
    expect(renamed.body).toMatchObject({ name: "Bo", note: "n", created_at: at(body, "/created_at") });
    expect(Date.parse(textAt(renamed.body, "/updated_at"))).toBeGreaterThan(
      Date.parse(textAt(body, "/updated_at")),
    );
    const cleared = await mock.call(`PATCH ${path}`, { headers, json: { note: null } });
    expect(cleared.body).not.toHaveProperty("note");
    const untouched = await mock.call(`PATCH ${path}`, { headers, json: {} });
    expect(untouched.body).toEqual(cleared.body);
    expect((await get(path)).body).toEqual(cleared.body);
  });

  it("ends with a deletion, and takes the children along", async () => {
    const path = `${robots}/${textAt((await create({ name: "Ada" })).body, "/id")}`;
    const key = await mock.call(`POST ${path}/keys`, { headers, json: { label: "k" } });
    const keyPath = `${path}/keys/${textAt(key.body, "/id")}`;
    expect((await get(keyPath)).status).toBe(200);
    expect((await mock.call(`DELETE ${path}`, { headers })).status).toBe(204);
    expect((await get(path)).status).toBe(404);
    expect((await get(keyPath)).status).toBe(404);
    expect((await mock.call(`DELETE ${path}`, { headers })).status).toBe(404);
    expect(idsOf(await get(robots))).toEqual([]);
  });

  it("does not show a child below another parent", async () => {
    const [first, second] = await createMany(2);
    const key = await mock.call(`POST ${robots}/${first}/keys`, { headers, json: { label: "k" } });
    expect((await get(`${robots}/${second}/keys/${textAt(key.body, "/id")}`)).status).toBe(404);
  });

  it("refuses a value that a sibling has where the document calls it unique", async () => {
    await create({ name: "Ada" });
    const other = textAt((await create({ name: "Bo" })).body, "/id");
    expect((await create({ name: "Ada" })).status).toBe(409);
    expect((await mock.call(`PATCH ${robots}/${other}`, { headers, json: { name: "Ada" } })).status).toBe(
      409,
    );
    expect(
      (await mock.call(`PATCH ${robots}/${other}`, { headers, json: { name: "Bo", note: "own name" } }))
        .status,
    ).toBe(200);
  });

  it("shows a member on request only", async () => {
    const { body } = await create({ name: "Ada" });
    expect(body).not.toHaveProperty("rights");
    const path = `${robots}/${textAt(body, "/id")}`;
    expect((await get(`${path}?expand=other`)).body).not.toHaveProperty("rights");
    for (const query of [
      "expand=rights",
      "expand[]=rights",
      "expand=other&expand=rights",
      "expand%5B%5D=rights",
    ]) {
      expect((await get(`${path}?${query}`)).body).toMatchObject({ rights: { read: true } });
      expect(at((await get(`${robots}?${query}`)).body, "/items/0/rights")).toEqual({ read: true });
    }
  });
});

it("gives the same ids for the same seed and others for another", async () => {
  const again = await checkedMock("tenanted", { seed: 1 });
  const other = await checkedMock("tenanted", { seed: 2 });
  expect(again.identities[0].clientID).toBe(mock.identities[0].clientID);
  expect(other.identities[0].clientID).not.toBe(mock.identities[0].clientID);
});
