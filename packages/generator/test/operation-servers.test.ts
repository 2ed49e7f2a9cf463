// Where a generated client calls operations that have servers of their own.
import type { Document } from "@specloom/api-model";
import { describe, expect, it } from "vitest";

import { emitDocument } from "./emit-sample.ts";
import { loadClient, writeClient, type Client } from "./load-client.ts";

const responses = { "204": { description: "Done." } };
const done = (): Response => new Response(null, { status: 204 });

/** Two operations, the second of which, or its path, has these servers. */
function documentWith(servers: object | undefined, onPath: object = {}, onOperation: object = {}): object {
  return {
    openapi: "3.1.0",
    info: { title: "Files", version: "1" },
    ...(servers && { servers }),
    paths: { "/orders": { ...onPath, get: { responses }, post: { ...onOperation, responses } } },
  };
}

/** Where the two operations are called, on both faces. */
async function called(document: object, options: object = {}): Promise<string[]> {
  const { client, sent } = await loadClient(await writeClient(document), options, done);
  const { orders, paths } = client as unknown as {
    orders: Record<string, Client["orders"]["create"]>;
    paths: Record<"GET" | "POST", Client["paths"]["POST"]>;
  };
  await (orders["retrieve"] ?? orders["list"])!();
  await orders["create"]!();
  await paths.GET("/orders");
  await paths.POST("/orders");
  const urls = sent.map(({ url }) => url.href.replace(/\/orders$/, ""));
  expect(urls.slice(2)).toEqual(urls.slice(0, 2));
  return urls.slice(0, 2);
}

const api = [{ url: "https://api.example/v1" }, { url: "https://eu.example/v1" }];
const uploads = {
  servers: [
    {
      url: "https://{region}.UPLOADS.example/v2/",
      variables: { region: { default: "eu" } },
    },
    { url: "https://spare.example" },
  ],
};
const other = { servers: [{ url: "/other" }] };

describe("an operation with servers of its own is called", () => {
  it.each<[where: string, call: { document: object; options?: object }, urls: string[]]>([
    [
      "at the first of them",
      { document: documentWith(api, {}, uploads) },
      ["https://api.example/v1", "https://eu.uploads.example/v2"],
    ],
    [
      "at those of its path",
      { document: documentWith(api, uploads, other) },
      ["https://eu.uploads.example/v2", "https://api.example/other"],
    ],
    [
      "so from each server of the document",
      { document: documentWith(api, {}, uploads), options: { baseUrl: api[1]!.url } },
      ["https://eu.example/v1", "https://eu.uploads.example/v2"],
    ],
    [
      "at a base URL that is the caller's own",
      { document: documentWith(api, {}, uploads), options: { baseUrl: "http://127.0.0.1:9" } },
      ["http://127.0.0.1:9", "http://127.0.0.1:9"],
    ],
    [
      "where the document has no others",
      { document: documentWith(undefined, uploads, other) },
      ["https://eu.uploads.example/v2", "https://eu.uploads.example/other"],
    ],
  ])("%s", async (_where, { document, options }, urls) => {
    expect(await called(document, options)).toEqual(urls);
  });
});

it("a document says nothing of where calls go that only some of its operations say", async () => {
  await expect(called(documentWith(undefined, {}, uploads))).rejects.toThrow('"baseUrl" is missing');
});

it("servers that are those of the document cost nothing, those that cannot be called are reported", async () => {
  const same = await emitDocument(documentWith(api, {}, { servers: api }) as Document);
  expect(same.files.client.map(({ text }) => text).join()).not.toMatch(/atServers|operationServer/);
  for (const url of ["javascript:alert(1)", "https://{x}.example", "https://a:b@c.example", "http://[x"]) {
    const { files, problems } = await emitDocument(documentWith(api, {}, { servers: [{ url }] }) as Document);
    expect(files.client.map(({ text }) => text).join()).not.toMatch(/atServers|operationServer/);
    expect(problems.map(({ message }) => message).join()).toContain("none of its own servers can be called");
  }
});
