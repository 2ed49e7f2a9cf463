// What a mutant may answer otherwise without being wrong, and what it may not.
import { fileURLToPath } from "node:url";
import { createMockApp } from "@specloom/mock-server";
import { expect, test } from "vitest";
import { createClock, mutate, readModel, type Suspect, type Trial } from "../src/mutate/index.ts";
import { whyRight } from "../src/mutate/right-refusal.ts";

const model = await readModel(fileURLToPath(new URL("../../../test/documents/offset.yaml", import.meta.url)));

/** The mock, and the same with its random numbers one further on, from the start or after so many requests. */
function shiftingSuspect(): Suspect {
  return {
    faults: [{ id: "shifted", group: "bodies", sentence: "Ids are others." }],
    start: async (fault) => {
      const { now, tick, wait } = createClock();
      let state = 1;
      const random = (): number => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      const app = createMockApp({ model, now, random });
      const [owner] = app.identities;
      if (owner === undefined) throw new Error("the mock knows nobody");
      if (fault !== undefined) random();
      return {
        fetch: (request) => {
          tick();
          return app.fetch(request);
        },
        owner: { credentials: { username: owner.clientID, password: owner.clientSecret } },
        now,
        wait,
      };
    },
  };
}

test("a server with other random ids is the same, and it is said why", async () => {
  const { trials } = await mutate(model, shiftingSuspect(), { seed: 1, minimal: false });
  expect(trials.map(({ verdict, reason }: Trial) => [verdict, reason])).toEqual([
    ["same", "other ids and secrets, of the same form"],
  ]);
});

const request = (path: string, accept = "application/json") => ({
  method: "GET",
  url: `http://server.test${path}`,
  headers: [["accept", accept]] as const,
});
const known = [{ request: request("/garages"), answer: '200\n\n{"items":[{"id":"g-1"}]}' }];

test.each([
  { found: "404", path: `/garages/${"x".repeat(300)}`, accept: "application/json", reason: "not valid" },
  { found: "406", path: `/garages/${"x".repeat(300)}`, accept: "text/csv", reason: "not valid" },
  { found: "404", path: "/garages/unknown", accept: "application/json", reason: "nothing has" },
])("$found is as right as 422 for $path", ({ found, path, accept, reason }) => {
  const difference = { index: 1, request: request(path, accept), expected: "422\n", found: `${found}\n` };
  expect(whyRight(model, difference, known)).toContain(reason);
});

test.each([
  ["200", "422", `/garages/${"x".repeat(300)}`],
  ["500", "404", "/garages/unknown"],
  ["404", "422", "/garages/g-1"],
  ["406", "422", `/garages/${"x".repeat(300)}`],
  ["404", "422", "/garages"],
])("%s is not as right as %s for %s", (found, expected, path) => {
  const difference = { index: 1, request: request(path), expected: `${expected}\n`, found: `${found}\n` };
  expect(whyRight(model, difference, known)).toBeUndefined();
});
