// What the contract tests know and what the mock server does, on each of the project's own documents: neither blames the other.
import { buildModel, loadDocument, type ApiModel, type Document } from "@specloom/api-model";
import { runContract } from "@specloom/contract-runtime";
import { createMockApp } from "@specloom/mock-server";
import { describe, expect, test } from "vitest";
import { ownDocuments } from "../scripts/output/documents.ts";

/** Checks that the mock does not pass, with what was wrong. */
async function alarms(model: ApiModel): Promise<readonly unknown[]> {
  const app = createMockApp({ model });
  const [owner] = app.identities;
  const { results } = await runContract(model, {
    baseUrl: "http://mock.test",
    seed: 7,
    fetch: (request) => app.fetch(request),
    ...(owner === undefined
      ? {}
      : {
          credentials: {
            token: await owner.token(),
            clientId: owner.clientID,
            clientSecret: owner.clientSecret,
            apiKey: owner.apiKey,
            username: owner.clientID,
            password: owner.clientSecret,
          },
          parameters: owner.tenant === undefined ? {} : { [owner.tenant.parameter]: owner.tenant.id },
        }),
  });
  return results.flatMap(({ check, verdict, failure }) =>
    verdict === "broken" ? [[check.id, failure?.expected, failure?.found]] : [],
  );
}

/** Documents of which the two are known to disagree, as docs/input.md says. */
const DISAGREEING: ReadonlySet<string> = new Set(["oddities", "sample-calls", "sample-library"]);
const documents = ownDocuments().filter(({ name }) => !DISAGREEING.has(name));

test.each(documents.map(({ name, file }) => [name, file] as const))("%s", async (_name, file) => {
  const { document } = await loadDocument(file);
  expect(await alarms(buildModel(document ?? {}).model)).toEqual([]);
});

/** One kind of thing, with all that can be done to it. */
function things(thing: object, patchType: string, example?: object): ApiModel {
  const ok = { description: "It.", content: { "application/json": { schema: thing } } };
  const none = { description: "None." };
  const body = (type: string): object => ({
    requestBody: { required: true, content: { [type]: { schema: thing, ...(example ? { example } : {}) } } },
  });
  return buildModel({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things": { post: { ...body("application/json"), responses: { "201": ok } } },
      "/things/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        get: { responses: { "200": ok, "404": none } },
        patch: { ...body(patchType), responses: { "200": ok, "404": none } },
        delete: { responses: { "204": { description: "Gone." }, "404": none } },
      },
    },
    components: { schemas: { ID: { type: "string" } } },
  } as unknown as Document).model;
}

describe("what a correct server may do", () => {
  const id = { $ref: "#/components/schemas/ID", readOnly: true };

  test("it gives an id of its own, although an example sends one that requests do not have", async () => {
    const thing = { type: "object", required: ["id"], properties: { id, name: { type: "string" } } };
    expect(await alarms(things(thing, "application/json", { id: "mine", name: "a" }))).toEqual([]);
  });

  test("it takes away what a merge patch says is null", async () => {
    const note = { type: ["string", "null"], enum: ["a", null] };
    const thing = { type: "object", required: ["id"], properties: { id, name: { type: "string" }, note } };
    expect(await alarms(things(thing, "application/merge-patch+json"))).toEqual([]);
  });

  test("a body without an example is made although an id, which the server gives, is required", async () => {
    const model = things(
      { type: "object", required: ["id", "name"], properties: { id, name: { type: "string" } } },
      "application/json",
    );
    const app = createMockApp({ model });
    const run = await runContract(model, {
      baseUrl: "http://mock.test",
      fetch: (request) => app.fetch(request),
    });
    expect(run.results.filter(({ verdict }) => verdict === "not-judged")).toEqual([]);
  });
});
