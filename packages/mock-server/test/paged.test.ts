import type { Json } from "@specloom/api-model";
import { beforeEach, describe, expect, it } from "vitest";
import { at, checkedMock, textAt, type CheckedMock, type Reply } from "./checked-mock.ts";

let mock: CheckedMock;
let key: string;

beforeEach(async () => {
  mock = await checkedMock("paged");
  key = `api_key=${mock.identities[0].apiKey}`;
});

const create = (json: Json): Promise<Reply> => mock.call(`POST /tasks?${key}`, { json });
const list = (query = ""): Promise<Reply> => mock.call(`GET /tasks?${key}&${query}`);

function titles(reply: Reply): unknown[] {
  const items = at(reply.body, "/data");
  return Array.isArray(items) ? items.map((item) => at(item, "/title")) : [];
}

describe("a thing with a numeric identity", () => {
  it("ignores read-only members, keeps write-only ones to itself, fills defaults, says where it is", async () => {
    const created = await create({ id: 99, version: 9, title: "a", state: "done", pin: "1234" });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      id: expect.any(Number),
      title: "a",
      state: "done",
      urgent: false,
      version: 1,
    });
    expect(at(created.body, "/id")).not.toBe(99);
    expect(created.headers.get("location")).toBe(`/tasks/${textAt(created.body, "/id")}`);
    expect((await mock.call(`GET ${created.headers.get("location")}?${key}`)).body).toEqual(created.body);
  });

  it("needs no read-only member in a request, and still what else is required", async () => {
    expect((await create({ title: "a", state: "done" })).status).toBe(201);
    expect((await create({ state: "done" })).status).toBe(422);
  });

  it("never gives an id twice", async () => {
    const first = (await create({ title: "a", state: "open" })).body;
    await mock.call(`DELETE /tasks/${textAt(first, "/id")}?${key}`);
    expect(at((await create({ title: "b", state: "open" })).body, "/id")).not.toBe(at(first, "/id"));
  });

  it("merges deeply by a merge patch, and counts its version up", async () => {
    const { body } = await create({ title: "a", state: "open", extra: { keep: 1, drop: 2 } });
    const changed = await mock.call(`PATCH /tasks/${textAt(body, "/id")}?${key}`, {
      headers: { "content-type": "application/merge-patch+json" },
      raw: '{"extra":{"drop":null,"add":3}}',
    });
    expect(changed.body).toMatchObject({ title: "a", version: 2, extra: { keep: 1, add: 3 } });
    expect(at(changed.body, "/extra/drop")).toBeUndefined();
  });

  it("shows what it deleted where the document wants that", async () => {
    const { body } = await create({ title: "a", state: "open" });
    const path = `/tasks/${textAt(body, "/id")}?${key}`;
    expect(await mock.call(`DELETE ${path}`)).toMatchObject({ status: 200, body });
    expect((await mock.call(`GET ${path}`)).status).toBe(404);
  });
});

describe("a list by page number", () => {
  beforeEach(async () => {
    for (const title of ["a", "b", "c", "d", "e", "f", "g"]) {
      await create({ title, state: title < "d" ? "open" : "done", urgent: title === "b" || title === "e" });
    }
  });

  it("shows the pages and how many there are, in the size that the document has as default", async () => {
    const first = await list();
    expect(titles(first)).toEqual(["a", "b", "c"]);
    expect(at(first.body, "/meta")).toEqual({ total: 7, pages: 3, source: "live" });
    expect(titles(await list("page=3"))).toEqual(["g"]);
    expect(titles(await list("page=4"))).toEqual([]);
    expect(titles(await list(`page=${Number.MAX_SAFE_INTEGER}`))).toEqual([]);
    expect(titles(await list("per_page=50"))).toHaveLength(7);
  });

  it("filters by members, and counts what is left", async () => {
    const done = await list("state=done&per_page=2");
    expect(titles(done)).toEqual(["d", "e"]);
    expect(at(done.body, "/meta")).toMatchObject({ total: 4, pages: 2 });
    expect(titles(await list("urgent=true"))).toEqual(["b", "e"]);
    expect(titles(await list("urgent=true&state=open"))).toEqual(["b"]);
  });
});

describe("parameters", () => {
  it("are read by their style", async () => {
    expect((await list("labels=1|2%7C3")).status).toBe(200);
    expect((await list("labels=1|two")).status).toBe(400);
    expect((await list("range[from]=1")).status).toBe(200);
    expect((await list("range[from]=one")).status).toBe(400);
    expect((await list("range[to]=1")).status).toBe(400);
    expect((await list("urgent=maybe")).status).toBe(400);
    expect((await mock.call(`GET /tasks/one?${key}`)).status).toBe(400);
  });
});

describe("the document around it", () => {
  it("is served with and without the base path of its server", async () => {
    const { body } = await create({ title: "a", state: "open" });
    const reply = await mock.call(`GET /v2/tasks/${textAt(body, "/id")}?${key}`);
    expect(reply).toMatchObject({ status: 200, body });
  });

  it("decides the error's schema and media type", async () => {
    const reply = await create({ title: "", state: "open" });
    expect(reply.status).toBe(422);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(reply.body).toMatchObject({ status: 422, type: "invalid_body" });
    expect(textAt(reply.body, "/detail")).toContain("body /title");
  });

  it("asks for the key in the query, and challenges without it", async () => {
    const none = await mock.call("GET /tasks");
    expect(none.status).toBe(401);
    expect(none.headers.get("www-authenticate")).toContain('name="api_key"');
    expect((await mock.call("GET /tasks?api_key=wrong")).status).toBe(401);
  });
});
