// Forms as clients write them are read as what they were: the schema of each says `const`, so anything else is refused.
import { buildModel, type Document } from "@specloom/api-model";
import { expect, test } from "vitest";
import { createMockApp } from "../src/index.ts";

const exactly = (type: string, value: unknown, more: object = {}): object => ({
  type,
  const: value,
  ...more,
});
const items = (type: string): object => ({ items: { type } });
const integers = { properties: { w: { type: "integer" } } };
const made = { "204": { description: "Done." } };
const form = (mediaType: string, properties: object, encoding: object): object => {
  const schema = {
    type: "object",
    required: Object.keys(properties),
    additionalProperties: false,
    properties,
  };
  return {
    post: {
      requestBody: { required: true, content: { [mediaType]: { schema, encoding } } },
      responses: made,
    },
  };
};

const document = {
  openapi: "3.1.0",
  info: { title: "Forms", version: "1" },
  paths: {
    "/encoded": form(
      "application/x-www-form-urlencoded",
      {
        count: exactly("integer", 3),
        list: exactly("array", [1, 2], items("integer")),
        joined: exactly("array", ["a,b", "c"], items("string")),
        piped: exactly("array", ["a"], items("string")),
        deep: exactly("object", { w: 1 }, integers),
        group: exactly("object", { w: 2 }, integers),
      },
      {
        joined: { style: "form", explode: false },
        piped: { style: "pipeDelimited", explode: false },
        deep: { style: "deepObject", explode: true },
      },
    ),
    "/parts": form(
      "multipart/form-data",
      {
        count: exactly("integer", 3),
        isOpen: exactly("boolean", false),
        tags: exactly("array", ["a"], items("string")),
        group: exactly("object", { w: 2 }, integers),
        groups: exactly("array", [{ w: 1 }], { items: { type: "object", ...integers } }),
        note: exactly("string", "<a/>"),
        file: { type: "string", contentMediaType: "application/octet-stream" },
      },
      { note: { contentType: "text/xml" } },
    ),
  },
} as unknown as Document;

async function statusOf(path: string, body: Blob | FormData | URLSearchParams): Promise<number> {
  const app = createMockApp({ model: buildModel(document).model });
  return (await app.fetch(new Request(`http://mock.test${path}`, { method: "POST", body }))).status;
}

function parts(count: string): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ count, isOpen: "false", tags: "a" })) data.append(name, value);
  data.append("group", new Blob(['{"w":2}'], { type: "application/json" }));
  data.append("groups", new Blob(['{"w":1}'], { type: "application/json" }));
  data.append("note", new Blob(["<a/>"], { type: "text/xml" }));
  data.append("file", new Blob(["{}"], { type: "application/json" }), "a.json");
  return data;
}

test("a url-encoded form is read by the style of each field", async () => {
  const group = encodeURIComponent('{"w":2}');
  const text = `count=3&list=1&list=2&joined=a%2Cb,c&piped=a&deep%5Bw%5D=1&group=${group}`;
  const read = (written: string): Promise<number> => statusOf("/encoded", new URLSearchParams(written));
  expect(await statusOf("/encoded", new Blob([text], { type: "application/x-www-form-urlencoded" }))).toBe(
    204,
  );
  expect(await read(text.replace("count=3", "count=4"))).toBe(400);
});

test("the parts of a form are numbers, lists, JSON, texts and files", async () => {
  expect(await statusOf("/parts", parts("3"))).toBe(204);
  expect(await statusOf("/parts", parts("4"))).toBe(400);
});
