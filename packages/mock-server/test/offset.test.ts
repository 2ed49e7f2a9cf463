import type { Json } from "@specloom/api-model";
import { beforeEach, expect, it } from "vitest";
import { at, basic, checkedMock, type CheckedMock, type Reply } from "./checked-mock.ts";

let mock: CheckedMock;
let headers: Record<string, string>;

beforeEach(async () => {
  mock = await checkedMock("offset");
  const { clientID, clientSecret } = mock.identities[0];
  headers = basic(clientID, clientSecret);
});

const shelve = (raw: string): Promise<Reply> =>
  mock.call("POST /shelves", {
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    raw,
  });
const put = (path: string, json: Json): Promise<Reply> => mock.call(`PUT ${path}`, { headers, json });

it("takes forms, and an identity that the client chooses", async () => {
  const created = await shelve("slug=poems+%26+plays&width=30");
  expect(created.body).toEqual({
    slug: "poems & plays",
    width: 30,
    made: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  expect((await mock.call("GET /shelves/poems%20%26%20plays", { headers })).body).toEqual(created.body);
  const again = await shelve("slug=poems+%26+plays");
  expect(again).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
  expect((await shelve("slug=x&width=wide")).status).toBe(400);
});

it("creates by PUT, then replaces: members not sent go, managed ones move", async () => {
  await shelve("slug=a");
  const created = await put("/shelves/a/books/1234", { title: "One", pages: 10 });
  expect(created).toMatchObject({ status: 201, body: { isbn: "1234", title: "One", pages: 10 } });
  const replaced = await put("/shelves/a/books/1234", { title: "Two" });
  expect(replaced).toMatchObject({ status: 200, body: { isbn: "1234", title: "Two" } });
  expect(replaced.body).not.toHaveProperty("pages");
  expect(at(replaced.body, "/changed")).not.toBe(at(created.body, "/changed"));
  expect((await put("/shelves/a/books/1234", { title: "Two" })).body).toEqual(replaced.body);
  expect((await put("/shelves/a/books/12x4", { title: "No" })).status).toBe(400);
  expect((await put("/shelves/none/books/1234", { title: "No" })).status).toBe(404);
});

it("lists by offset, and tells the total", async () => {
  await shelve("slug=a");
  for (const isbn of ["0001", "0002", "0003"]) await put(`/shelves/a/books/${isbn}`, { title: isbn });
  const page = await mock.call("GET /shelves/a/books?offset=1&count=1", { headers });
  expect(page.body).toMatchObject({ books: [{ isbn: "0002" }], total: 3 });
  expect((await mock.call("GET /shelves/a/books?offset=3", { headers })).body).toEqual({
    books: [],
    total: 3,
  });
  expect((await mock.call("GET /shelves/a/books?offset=-1", { headers })).status).toBe(400);
});

it("shows the thing itself where an action answers with it, and 404 where it is not there", async () => {
  const { body } = await shelve("slug=a&width=7");
  expect(await mock.call("POST /shelves/a/tidy", { headers })).toMatchObject({ status: 200, body });
  expect((await mock.call("POST /shelves/b/tidy", { headers })).status).toBe(404);
});

it("ends the children with their parent", async () => {
  await shelve("slug=a");
  await put("/shelves/a/books/0001", { title: "x" });
  await mock.call("DELETE /shelves/a", { headers });
  await shelve("slug=a");
  expect((await mock.call("GET /shelves/a/books/0001", { headers })).status).toBe(404);
});

it("challenges for Basic credentials, and nests the sentence as the document's errors do", async () => {
  const reply = await mock.call("GET /shelves/a");
  expect(reply.headers.get("www-authenticate")).toMatch(/^Basic /);
  expect(reply.body).toEqual({
    error: { code: "unknown", message: "this operation needs a user name and a password" },
  });
  expect((await mock.call("GET /shelves/a", { headers: basic("a", "b") })).status).toBe(401);
});

it("keeps things that no path leads to one by one", async () => {
  for (const text of ["a", "a", "b"]) {
    expect((await mock.call("POST /notes", { headers, json: { text } })).status).toBe(201);
  }
  expect((await mock.call("GET /notes", { headers })).body).toEqual([
    { text: "a" },
    { text: "a" },
    { text: "b" },
  ]);
});

it("has a thing that there is one of, and changes it", async () => {
  const before = await mock.call("GET /limits", { headers });
  expect(before.body).toEqual({ books: 5 });
  const changed = await mock.call("PATCH /limits", { headers, json: { books: 6 } });
  expect(changed.body).toEqual({ books: 6 });
  expect((await mock.call("GET /limits", { headers })).body).toEqual({ books: 6 });
});
