// Who is let in: each kind of credentials alone, what is needed together only together, no token that ran out or lacks a scope.
import { buildModel, type Document } from "@specloom/api-model";
import { expect, test } from "vitest";
import { runContract, type ContractOptions } from "../src/index.ts";
import { idsWith } from "./fixture/run-board.ts";

const answers = {
  "200": { description: "It.", content: { "application/json": { schema: { type: "object" } } } },
};
const read = (operationId: string, security: readonly object[]) => ({
  get: { operationId, security, responses: answers },
});
const { model } = buildModel({
  openapi: "3.1.0",
  info: { title: "Doors", version: "1" },
  paths: {
    "/either": read("either", [{ key: [] }, { login: ["look"] }]),
    "/both": read("both", [{ key: [], login: [] }]),
    "/deep": read("deep", [{ login: ["look"] }]),
  },
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      login: {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "/token", scopes: { look: "See." } } },
      },
    },
  },
} as unknown as Document);

type Fault = "forgets tokens" | "takes a part" | "takes old tokens" | "ignores scopes";

/** Scopes of each token; what has run out is known too. */
const tokens = new Map([
  ["good", ["look"]],
  ["poor", ["listen"]],
  ["old", ["look"]],
]);

function serve(fault?: Fault): (request: Request) => Promise<Response> {
  return async ({ url, headers, method }) => {
    const path = new URL(url).pathname;
    const token = headers.get("authorization")?.replace(/^bearer /i, "") ?? "";
    const scopes = token === "old" && fault !== "takes old tokens" ? undefined : tokens.get(token);
    const hasKey = headers.get("x-key") === "the-key";
    const hasToken = scopes !== undefined && fault !== "forgets tokens";
    const sees = hasToken && (scopes.includes("look") || fault === "ignores scopes");
    const opens = new Map([
      ["/either", hasKey || sees],
      ["/both", fault === "takes a part" ? hasKey || hasToken : hasKey && hasToken],
      ["/deep", sees],
    ]).get(path);
    if (opens === undefined) return new Response(null, { status: 404 });
    if (method !== "GET") return new Response(null, { status: 405, headers: { allow: "GET" } });
    const refusal = hasToken ? 403 : 401;
    return opens
      ? Response.json({})
      : new Response(null, { status: refusal, headers: { "www-authenticate": "Bearer" } });
  };
}

async function check(fault?: Fault, options: Partial<ContractOptions> = {}) {
  return runContract(model, {
    baseUrl: "http://doors.test",
    fetch: serve(fault),
    credentials: { token: "good", apiKey: "the-key" },
    identities: {
      expired: { credentials: { token: "old", apiKey: "an-old-key" } },
      "scope-poor": { credentials: { token: "poor" }, scopes: ["listen"] },
    },
    ...options,
  });
}

test("a correct server is held to each way in", async () => {
  const run = await check();
  expect(idsWith(run, "broken")).toEqual([]);
  expect(idsWith(run, "held")).toEqual(
    expect.arrayContaining([
      "coverage/either/each-alternative",
      "coverage/both/whole-requirement",
      "protection/deep/expired-credentials",
      "protection/deep/missing-scope",
    ]),
  );
});

test.each<[Fault, readonly string[]]>([
  ["forgets tokens", ["coverage/either/each-alternative"]],
  ["takes a part", ["coverage/both/whole-requirement"]],
  ["takes old tokens", ["protection/deep/expired-credentials"]],
  ["ignores scopes", ["protection/deep/missing-scope"]],
])("a server that %s is found out", async (fault, expected) => {
  expect(idsWith(await check(fault), "broken")).toEqual(expect.arrayContaining([...expected]));
});

test("a scope that the poor identity has is not asked to be refused, and a missing identity is told", async () => {
  const poor = { "scope-poor": { credentials: { token: "good" }, scopes: ["look"] } };
  const run = await check(undefined, { identities: poor });
  expect(idsWith(run, "broken")).toEqual([]);
  const reasons = new Map(run.results.map(({ check: { id }, reason }) => [id, reason]));
  expect(reasons.get("protection/deep/missing-scope")).toBe('the identity "scope-poor" lacks no scope of it');
  expect(reasons.get("protection/deep/expired-credentials")).toBe("no --identity expired=FILE was given");
});
