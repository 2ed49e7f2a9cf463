import { describe, expect, test } from "vitest";
import { definePathClient, isConfigurationError, pathCalls, type PathClient } from "../src/paths.ts";
import { api } from "./library/api.ts";
import type { paths } from "./library/openapi.ts";
import { recordFetch, rejection, type SentRequest } from "./record-fetch.ts";

const place = "/libraries/{library_id}/books" as const;
const call = { params: { path: { library_id: "l" } }, body: { title: "x" } };

const make = (answer: (count: number) => Response): { client: PathClient<paths>; sent: SentRequest[] } => {
  let count = 0;
  const { fetch, sent } = recordFetch(() => answer(count++));
  const description = {
    ...api,
    preparePathCall: pathCalls({ [`POST ${place}`]: { keyHeader: "Idempotency-Key" } }),
  };
  return { client: definePathClient<paths>(description, { environment: {} })({ token: "t", fetch }), sent };
};
const keys = (sent: readonly SentRequest[]): unknown[] =>
  sent.map(({ headers }) => headers["idempotency-key"]);

describe("an idempotency key of a path call", () => {
  test("is made for each call, kept over its attempts, and makes it repeatable", async () => {
    const { client, sent } = make((count) =>
      count === 0
        ? new Response(null, { status: 500, headers: { "retry-after-ms": "0" } })
        : Response.json({ id: "b" }, { status: 201 }),
    );
    expect((await client.POST(place, call)).data).toEqual({ id: "b" });
    await client.POST(place, call);
    const [first, again, next] = keys(sent);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(again).toBe(first);
    expect(next).toMatch(/^[\da-f-]{36}$/);
    expect(next).not.toBe(first);
  });

  test.each<[string, object]>([
    ["headers", { headers: { "idempotency-key": "mine" } }],
    ["Headers", { headers: new Headers({ "IDEMPOTENCY-KEY": "mine" }) }],
    ["params", { params: { ...call.params, header: { "Idempotency-key": "mine" } } }],
  ])("is the caller's where it is among %s", async (_where, given) => {
    const { client, sent } = make(() => Response.json({ id: "b" }, { status: 201 }));
    await client.POST(place, { ...call, ...given });
    expect(keys(sent)).toEqual(["mine"]);
  });

  test("is made where the caller's is undefined", async () => {
    const { client, sent } = make(() => Response.json({ id: "b" }, { status: 201 }));
    await client.POST(place, { ...call, headers: { "idempotency-key": undefined } });
    expect(keys(sent)).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  test("is looked for among headers without showing one that HTTP does not allow", async () => {
    const { client } = make(() => Response.json({}));
    const error = await rejection(client.POST(place, { ...call, headers: { "x-key": "hunter2\n\nx" } }));
    expect(isConfigurationError(error)).toBe(true);
    expect((error as Error).message).not.toContain("hunter2");
  });

  test("is not sent by other calls", async () => {
    const { client, sent } = make(() => Response.json({ items: [] }));
    await client.GET(place, { params: call.params });
    expect(keys(sent)).toEqual([undefined]);
  });
});
