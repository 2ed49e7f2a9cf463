// Faults that only a certain sequence of calls shows: the written-down phases pass them by, the fuzz phase finds them.
import { expect, test } from "vitest";
import { runVariant } from "../bench/contract/run-variant.ts";
import type { Variant } from "../bench/contract/variant.ts";

const isItem = ({ url }: Request): boolean => new URL(url).pathname.split("/").length === 5;

/** After a refused update of a thing, its next update is answered and not kept. */
const forgetful: Variant = {
  name: "forgets what follows a refusal",
  wrap: (fetch) => {
    const refused = new Set<string>();
    return async (request) => {
      const { url, method, headers } = request;
      if (method !== "PATCH" || !isItem(request)) return fetch(request);
      const before = (await (await fetch(new Request(url, { headers }))).json()) as Record<string, unknown>;
      const response = await fetch(request);
      if (response.status === 400) refused.add(url);
      if (!response.ok || !refused.delete(url)) return response;
      const { name, description = "" } = before;
      await fetch(new Request(url, { method, headers, body: JSON.stringify({ name, description }) }));
      return response;
    };
  },
};

/** A second deletion in a row brings back what the first took away. */
const reviving: Variant = {
  name: "revives",
  wrap: (fetch) => {
    let last: { readonly url: string; readonly thing: string } | undefined;
    const revived = new Map<string, string>();
    return async (request) => {
      const { url, method, headers } = request;
      const thing = revived.get(url);
      if (method === "GET" && thing !== undefined)
        return new Response(thing, { headers: { "content-type": "application/json" } });
      if (method !== "DELETE" || !isItem(request)) {
        if (method === "POST") last = undefined;
        return fetch(request);
      }
      const read = await fetch(new Request(url, { headers }));
      const text = await read.text();
      const response = await fetch(request);
      if (!response.ok) return response;
      if (last !== undefined) revived.set(last.url, last.thing);
      last = { url, thing: text };
      return response;
    };
  },
};

test.each([
  { fault: forgetful, told: /^create #1 · refused #1 · (update|replace) #1 \w+ · look at all$/ },
  { fault: reviving, told: /^create #1 · create #2 · delete #\d · delete #\d · look at all$/ },
])(
  "a server that $fault.name is found by sequences alone, shrunk, and the same for a seed",
  async ({ fault, told }) => {
    const seed = 5;
    expect((await runVariant(fault, seed)).alarms).toEqual([]);
    const found = async (): Promise<readonly string[]> => {
      const { alarms } = await runVariant(fault, seed, { runs: 60, only: "^fuzz/" });
      return alarms.map(({ check, failure }) => `${check.code} ${failure?.expected ?? ""}`);
    };
    const [first = "", ...others] = await found();
    expect(others).toEqual([]);
    expect(first).toContain(`seed ${seed}`);
    expect(first.split("): ").at(-1)).toMatch(told);
    expect(await found()).toEqual([first]);
  },
);

test("sequences raise no alarm on the mock, with twenty seeds", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { alarms, left } = await runVariant(undefined, seed, { runs: 3, only: "^fuzz/" });
    const shown = alarms.map(({ check, failure }) => [seed, check.id, failure?.expected, failure?.found]);
    expect([shown, left]).toEqual([[], 0]);
  }
});
