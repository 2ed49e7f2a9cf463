// How path calls write parameters that openapi-fetch alone would write otherwise than the document says.
import { expect, it } from "vitest";

import { loadClient, writeClient } from "./load-client.ts";

const text = { type: "string" };
const json = { "application/json": { schema: { type: "object", properties: { a: text } } } };
const list = { type: "array", items: text };
const path = "/things/{matrix}/{label}/{simple}/{where}";
const parameters = [
  { name: "matrix", in: "path", required: true, style: "matrix", explode: true, schema: list },
  { name: "label", in: "path", required: true, style: "label", schema: text },
  { name: "simple", in: "path", required: true, schema: { type: "object", properties: { a: text } } },
  { name: "where", in: "path", required: true, content: json },
  { name: "filter", in: "query", content: json },
  { name: "tags", in: "query", style: "pipeDelimited", schema: list },
  { name: "form", in: "query", schema: { type: "object", properties: { a: text } } },
  { name: "X-List", in: "header", schema: list },
  { name: "session", in: "cookie", schema: text },
  { name: "theme", in: "cookie", schema: text },
];
const responses = { "204": { description: "Done." } };

it("parameters of a path call are written as the document says", async () => {
  const folder = await writeClient({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://a.example" }],
    paths: { [path]: { post: { parameters, responses } }, "/plain": { post: { responses } } },
  });
  const { client, sent } = await loadClient(folder, {}, () => new Response(null, { status: 204 }));
  const params = {
    path: { matrix: ["x", "y/z"], label: "l", simple: { a: "b" }, where: '{"a":"/"}' },
    query: { filter: '{"a":"&"}', tags: ["s", "t"], form: { a: "b" } },
    header: { "X-List": ["1", "2"] },
    cookie: { session: "s;1", theme: undefined },
  };
  await client.paths.POST(path, { params });
  await client.paths.POST(path, { params: { ...params, header: { cookie: "mine=1" } } });
  await client.paths.POST(path, {
    params: { path: params.path },
    pathSerializer: (template: string) => template.replace(path, "/own"),
  });
  await client.paths.POST("/plain", { params: { cookie: { session: "s" } } });
  expect(sent.map(({ url }) => url.href.replace("https://a.example", ""))).toEqual([
    "/things/;matrix=x;matrix=y%2Fz/.l/a,b/%7B%22a%22%3A%22%2F%22%7D?filter=%7B%22a%22%3A%22%26%22%7D&tags=s%7Ct&a=b",
    "/things/;matrix=x;matrix=y%2Fz/.l/a,b/%7B%22a%22%3A%22%2F%22%7D?filter=%7B%22a%22%3A%22%26%22%7D&tags=s%7Ct&a=b",
    "/own",
    "/plain",
  ]);
  expect(sent.map(({ headers }) => headers.get("cookie"))).toEqual(["session=s%3B1", "mine=1", null, null]);
  expect(sent[0]!.headers.get("x-list")).toBe("1, 2");
});
