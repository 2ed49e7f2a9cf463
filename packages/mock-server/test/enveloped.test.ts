import { describe, expect, it } from "vitest";
import { checkedMock } from "./checked-mock.ts";

const asText = (value: unknown): string => JSON.stringify(value);

describe("a document whose answers wrap a thing", () => {
  it("is answered from its examples, with what was sent in them", async () => {
    const mock = await checkedMock("enveloped");
    const created = await mock.call("POST /crates", { json: { name: "lemons", size: "small" } });
    // The size is sent as a word and shown as measures: what was sent has no place there.
    expect(created).toMatchObject({
      status: 201,
      body: { crate: { id: 7, name: "lemons", size: { width: 2 } } },
    });
    expect(await mock.call("GET /crates/7")).toMatchObject({
      status: 200,
      body: { crate: { name: "oranges" } },
    });
  });

  it("lists the document's own items once, so that a walk of the pages ends", async () => {
    const mock = await checkedMock("enveloped");
    await mock.call("POST /crates", { json: { name: "lemons" } });
    expect(await mock.call("GET /crates")).toMatchObject({
      status: 200,
      body: { crates: [{ name: "oranges" }] },
    });
    expect((await mock.call("GET /crates?page=2")).body).toEqual({ crates: [] });
  });

  it("does not ask for parents that nobody can make", async () => {
    const mock = await checkedMock("enveloped");
    expect((await mock.call("GET /crates/99/labels")).status).toBe(200);
  });

  it("shows what was sent in the shape of the answer, and takes what the request's schema takes", async () => {
    const mock = await checkedMock("enveloped");
    const created = await mock.call("POST /lamps", {
      json: { name: "desk", light: "auto", mount: { wall: true }, room: "attic" },
    });
    expect(created).toMatchObject({ status: 201, body: { name: "desk" } });
    expect(["warm", "cold"]).toContain((created.body as { light: string }).light);
    const { id } = created.body as { id: string };
    const read = await mock.call(`GET /lamps/${id}`);
    expect(read).toMatchObject({ status: 200, body: { name: "desk", light: "auto" } });
    expect(asText(read.body)).toContain("screws");
    expect(read.body).toMatchObject({ room: { floor: expect.any(Number) } });
    // The request's own default is none that the answer may show.
    expect(read.body).not.toMatchObject({ glow: "auto" });
  });

  it("finds the templated path where the concrete one does not take the method, and answers a range with JSON", async () => {
    const mock = await checkedMock("enveloped");
    const label = await mock.call("GET /crates/7/labels/first");
    expect(label).toMatchObject({ status: 200, body: { text: "fragile" } });
    expect(label.headers.get("content-type")).toBe("application/json");
    expect((await mock.call("PUT /crates/7/labels/first")).status).toBe(204);
    expect((await mock.call("DELETE /crates/7/labels/first")).status).toBe(405);
  });
});
