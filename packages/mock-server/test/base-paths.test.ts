// What a request may carry before the paths of the document, and what a path of the document may carry behind it.
import { buildModel, type Document } from "@specloom/api-model";
import { expect, test } from "vitest";
import { createMockApp } from "../src/index.ts";

const answering = (kind: string): object => ({
  responses: {
    "200": {
      description: "One.",
      content: { "application/json": { schema: { type: "object" }, example: { kind } } },
    },
  },
});
const document = {
  openapi: "3.1.0",
  info: { title: "Depots", version: "1" },
  servers: [{ url: "https://api.example/v1" }],
  paths: {
    "/status": { get: answering("status") },
    "/stock": { servers: [{ url: "https://stock.example/v1/depots/" }], get: answering("stock") },
    "/uploads": { get: { servers: [{ url: "/v2" }], ...answering("uploads") } },
    "/search?kind=new": { get: answering("search") },
  },
} as unknown as Document;

test.each([
  ["/status", "status"],
  ["/v1/status", "status"],
  ["/stock", "stock"],
  ["/v1/stock", "stock"],
  ["/v1/depots/stock", "stock"],
  ["/v2/uploads", "uploads"],
  ["/search?kind=new&page=1", "search"],
])("%s is answered", async (path, kind) => {
  const app = createMockApp({ model: buildModel(document).model });
  const response = await app.fetch(new Request(`http://mock.test${path}`));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ kind });
});

test.each(["/token", "/v1/token"])(
  "tokens are issued at %s, which stands below the server's path",
  async (path) => {
    const clientCredentials = { tokenUrl: "https://api.example/v1/token", scopes: {} };
    const securitySchemes = { machine: { type: "oauth2", flows: { clientCredentials } } };
    const secured = { ...document, components: { securitySchemes } } as unknown as Document;
    const app = createMockApp({ model: buildModel(secured).model });
    const [identity] = app.identities;
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: identity?.clientID ?? "",
      client_secret: identity?.clientSecret ?? "",
    });
    const response = await app.fetch(new Request(`http://mock.test${path}`, { method: "POST", body }));
    expect(await response.json()).toMatchObject({ access_token: expect.any(String) as string });
  },
);

test("what begins like no server is not found", async () => {
  const app = createMockApp({ model: buildModel(document).model });
  expect((await app.fetch(new Request("http://mock.test/v3/status"))).status).toBe(404);
});
