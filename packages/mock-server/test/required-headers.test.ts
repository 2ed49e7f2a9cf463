// An answer has the headers that its document requires, whatever made it, and none that cannot be written.
import { buildModel, type Document } from "@specloom/api-model";
import { expect, test } from "vitest";
import { createMockApp } from "../src/index.ts";

const header = (schema: object, required = true): object => ({ required, schema });
const headers = {
  "X-Rate": header({ type: "integer", minimum: 5 }),
  "X-List": header({ type: "array", minItems: 2, items: { type: "integer", minimum: 7 } }),
  "X-Free": header({ type: "string" }, false),
  "X-Far": header({ type: "string", const: "п" }),
  "X Odd": header({ type: "string" }),
  "Content-Type": header({ type: "string", const: "odd" }),
};
const thing = {
  type: "object",
  required: ["name"],
  properties: { id: { type: "string", readOnly: true }, name: { type: "string" } },
};
const content = { "application/json": { schema: thing } };
const document = {
  openapi: "3.1.0",
  info: { title: "Headers", version: "1" },
  paths: {
    "/things": {
      post: {
        requestBody: { required: true, content },
        responses: {
          "201": { description: "Made.", headers, content },
          "400": { description: "Refused.", headers: { "X-Why": header({ type: "boolean" }) } },
        },
      },
    },
    "/things/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { "200": { description: "One.", content } },
      },
    },
  },
} as unknown as Document;

test.each([false, true])("of a success and of a fault (isStatic: %s)", async (isStatic) => {
  const app = createMockApp({ model: buildModel(document).model, static: isStatic });
  const post = (body: object): Promise<Response> =>
    app.fetch(
      new Request("http://mock.test/things", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  const created = await post({ name: "a" });
  expect(created.status).toBe(201);
  expect(Object.fromEntries(created.headers)).toEqual({
    "content-type": "application/json",
    "x-rate": "5",
    "x-list": "7,7",
  });
  const refused = await post({ name: 1 });
  expect([refused.status, refused.headers.get("x-why")]).toEqual([400, "true"]);
});
