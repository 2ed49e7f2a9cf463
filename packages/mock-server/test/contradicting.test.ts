import type { Content } from "@specloom/api-model";
import { beforeEach, expect, it } from "vitest";
import { createValidators } from "../src/schema/validators.ts";
import { acceptContent } from "../src/request/media-type.ts";
import { checkedMock, textAt, type CheckedMock } from "./checked-mock.ts";

let mock: CheckedMock;

beforeEach(async () => {
  mock = await checkedMock("contradicting");
});

it("parts two parameters that touch by what one of them may be", async () => {
  expect((await mock.call("GET /a.b.json")).body).toEqual({ page: "a.b", extension: ".json" });
  expect((await mock.call("GET /a.html")).status).toBe(400);
});

it("keeps what a creation says although answers call it read-only, but for an identity that nobody has to say", async () => {
  const json = { id: "mine", wallet: "alice", note: "late" };
  const made = await mock.call("POST /quotes", { json });
  expect(made).toMatchObject({ status: 201, body: { wallet: "alice", note: "late" } });
  const id = textAt(made.body, "/id");
  expect(id).toMatch(/^https:\/\/example\.com\/\w+$/);
  expect((await mock.call(`GET /quotes/${encodeURIComponent(id)}`)).body).toEqual(made.body);
  // Two of one body are two.
  expect((await mock.call("POST /quotes", { json })).status).toBe(201);
});

it("gives identities that the path may hold, also where the creation writes them as texts", async () => {
  const keys = ["k0", "k1", "k2"];
  for (const key of keys) {
    const made = await mock.call("POST /projects", { json: { key } });
    expect(made.body).toMatchObject({ key });
    const found = await mock.call(`GET /projects/${textAt(made.body, "/id")}`);
    expect(found).toMatchObject({ status: 200, body: { key } });
  }
  expect((await mock.call("POST /projects", { json: { key: "k3" } })).status).toBe(409);
});

it("answers what fits: no value of the path in a member of a format, and no members that contradict each other", async () => {
  expect((await mock.call("GET /reports/7")).body).toEqual({ id: "https://example.com/", cells: {} });
});

it("takes members that no answer names, without showing them", async () => {
  expect(await mock.call("POST /measures", { json: { group: "all" } })).toMatchObject({ status: 200 });
});

const content = (mediaType: string): Content => ({
  kind: "content",
  pointer: "#",
  mediaType,
  examples: [],
});

it("answers under the name of a type before a range that holds it", () => {
  const contents = [content("*/*"), content("application/json")];
  expect(acceptContent(contents, "application/json")).toBe(contents[1]);
  expect(acceptContent(contents, "text/html")).toBe(contents[0]);
});

it("judges by a name that is no type as by none", () => {
  const validators = createValidators({
    "#/dated": { type: "object", properties: { at: { type: "date" } } },
  });
  expect(validators.request("#/dated", false)({ at: 5 })).toBe(undefined);
  expect(validators.request("#/dated", false)("Monday")).toBe("must be object");
});
