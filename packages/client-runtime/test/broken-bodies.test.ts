import { describe, expect, test } from "vitest";
import type { Client } from "./library/client.ts";
import { rejection, type Recorder } from "./record-fetch.ts";
import { call, createOn, quickClock } from "./scripted.ts";

const broken = (code = 200): Response =>
  new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) }), {
    status: code,
  });

/** Answers with a body that breaks off, so often, and then with a whole one. */
function breaking(times: number, code = 200): { client: Client; sent: string[] } {
  const sent: string[] = [];
  const fetch: Recorder["fetch"] = async (_, init) => {
    sent.push(init!.method!);
    return sent.length > times ? Response.json({ items: [] }) : broken(code);
  };
  return {
    client: createOn(quickClock())({ fetch }),
    sent,
  };
}

describe("a body that breaks off", () => {
  test.each([200, 404])("is asked for again (status %i), on both faces", async (code) => {
    const resource = breaking(2, code);
    await expect(call.GET(resource.client)).resolves.toEqual({ items: [] });
    expect(resource.sent).toEqual(["GET", "GET", "GET"]);
    const path = breaking(1, code);
    expect((await path.client.paths.GET("/health")).data).toEqual({ items: [] });
    expect(path.sent).toEqual(["GET", "GET"]);
  });

  test("is a failed connection at last", async () => {
    const { client, sent } = breaking(9);
    expect(await rejection(call.GET(client))).toMatchObject({ name: "ConnectionError", attempts: 3 });
    expect(sent).toHaveLength(3);
  });

  test("of a write is not: it took effect", async () => {
    const { client, sent } = breaking(1, 201);
    expect(await rejection(call.POST(client))).toMatchObject({
      name: "ConnectionError",
      attempts: 1,
      mayHaveTakenEffect: true,
    });
    expect(sent).toHaveLength(1);
  });

  test("that is not JSON is not asked for again", async () => {
    let sent = 0;
    const client = createOn(quickClock())({
      fetch: async () => (sent++, new Response("{")),
    });
    expect(await rejection(call.GET(client))).toMatchObject({ name: "DecodeError" });
    expect(sent).toBe(1);
  });
});
