import { beforeEach, describe, expect, it } from "vitest";
import { at, bearer, textAt, type CheckedMock } from "./checked-mock.ts";
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

describe("a list with cursors", () => {
  it.each([1, 2, 3, 5, 100])("is walked whole in both directions, %i at a time", async (limit) => {
    const ids = await createMany(5);
    const forward: unknown[] = [];
    let page = await get(`${robots}?limit=${limit}`);
    expect(at(page.body, "/page/has_previous")).toBe(false);
    for (;;) {
      forward.push(...idsOf(page));
      if (at(page.body, "/page/has_next") !== true) break;
      page = await get(`${robots}?limit=${limit}&after=${textAt(page.body, "/page/end")}`);
      expect(at(page.body, "/page/has_previous")).toBe(true);
    }
    expect(forward).toEqual(ids);
    const backward = idsOf(page);
    while (at(page.body, "/page/has_previous") === true) {
      page = await get(`${robots}?limit=${limit}&before=${textAt(page.body, "/page/start")}`);
      expect(at(page.body, "/page/has_next")).toBe(true);
      backward.unshift(...idsOf(page));
    }
    expect(backward).toEqual(ids);
  });

  it("leaves the cursors of an empty page out", async () => {
    expect((await get(robots)).body).toEqual({ items: [], page: { has_next: false, has_previous: false } });
  });

  it("shows 20 unless told, goes forward where both cursors are given, and survives the deletion of a cursor's item", async () => {
    const ids = await createMany(21);
    const page = await get(robots);
    expect(idsOf(page)).toEqual(ids.slice(0, 20));
    const end = textAt(page.body, "/page/end");
    expect(idsOf(await get(`${robots}?after=${end}&before=${end}`))).toEqual(ids.slice(20));
    await mock.call(`DELETE ${robots}/${ids[19]}`, { headers });
    expect(idsOf(await get(`${robots}?after=${end}`))).toEqual(ids.slice(20));
  });

  it("refuses a cursor that it never gave, and one of another collection", async () => {
    await createMany(1);
    const own = textAt((await get(robots)).body, "/page/end");
    const [, other] = mock.identities;
    const theirs = { path: `/fleets/${other.tenant?.id}/robots`, headers: await bearer(other) };
    await mock.call(`POST ${theirs.path}`, { headers: theirs.headers, json: { name: "x" } });
    const foreign = await mock.call(`GET ${theirs.path}?after=${own}`, { headers: theirs.headers });
    expect(foreign.status).toBe(400);
    for (const cursor of ["x", "%00", `${own}1`, own.toUpperCase(), "9".repeat(255)]) {
      const reply = await get(`${robots}?after=${cursor}`);
      expect(reply.body).toMatchObject({ status: 400, code: "malformed_cursor" });
    }
  });
});

describe("tenants", () => {
  it("are two, apart, and 404 where nobody owns one", async () => {
    const [own, other] = mock.identities;
    expect(own.tenant?.id).not.toBe(other.tenant?.id);
    await create({ name: "Ada" });
    const theirs = `/fleets/${other.tenant?.id}/robots`;
    expect((await mock.call(`GET ${theirs}`, { headers })).status).toBe(403);
    expect(idsOf(await mock.call(`GET ${theirs}`, { headers: await bearer(other) }))).toEqual([]);
    expect((await mock.call("GET /fleets/nobody/robots", { headers })).status).toBe(404);
  });
});
