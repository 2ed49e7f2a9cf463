// Importing one resource, or its types, loads no other: found by walking the imports of what is generated.
import { posix } from "node:path";

import { describe, expect, it } from "vitest";

import type { EmittedFile } from "../src/emit/emitter.ts";
import { emitDocument } from "./emit-sample.ts";

const answer = (name: string): object => ({
  200: {
    description: "All.",
    content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
  },
});
const object = (properties: object): object => ({ type: "object", properties });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** Three resources, one below another; a type that two of them share, and one for each alone. */
const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Shops", version: "1.0.0" },
  paths: {
    "/shops": { get: { operationId: "listShops", responses: answer("Shop") } },
    "/shops/{shop_id}/shelves": {
      parameters: [{ name: "shop_id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "listShelves",
        servers: [{ url: "https://shelves.example" }],
        responses: answer("Shelf"),
      },
    },
    "/orders": { get: { operationId: "listOrders", responses: answer("Order") } },
  },
  components: {
    schemas: {
      Shop: object({ owner: ref("Person"), name: { type: "string" } }),
      Shelf: object({ width: { type: "integer" } }),
      Order: object({ buyer: ref("Person") }),
      Person: object({ name: { type: "string" } }),
    },
  },
};

/** Paths that a file loads, itself among them; `value` leaves out what only types are imported from. */
function reach(files: readonly EmittedFile[], start: string, kind: "all" | "value"): string[] {
  const found = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const text = files.find((file) => file.path === path)?.text;
    if (text === undefined) throw new Error(`nothing is emitted at ${path}`);
    const pattern =
      kind === "all" ? /\bfrom "(\.[^"]+)"/g : /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)"/gm;
    for (const [, to] of text.matchAll(pattern)) waiting.push(posix.join(posix.dirname(path), to!));
  }
  return [...found].toSorted();
}

describe("what is loaded with", async () => {
  const { files } = await emitDocument(JSON.parse(JSON.stringify(DOCUMENT)));

  it("the types of a resource: what it shares with others, and no other", () => {
    expect(reach(files.types, "resources/orders.ts", "all")).toEqual(["resources/orders.ts", "shared.ts"]);
    expect(reach(files.types, "resources/shops/shelves.ts", "all")).toEqual(["resources/shops/shelves.ts"]);
  });

  it("a resource: no other, neither above nor below it", () => {
    expect(reach(files.client, "resources/orders.ts", "value")).toEqual(["resources/orders.ts"]);
    expect(reach(files.client, "resources/shops/shelves.ts", "value")).toEqual([
      "resources/shops/shelves.ts",
    ]);
    expect(reach(files.client, "resources/shops.ts", "value")).toEqual(["resources/shops.ts"]);
  });

  it("a client without calls: no resource, and nothing about path calls", () => {
    expect(reach(files.client, "path-calls.ts", "value")).toEqual(["path-calls.ts"]);
    expect(reach(files.client, "bare.ts", "value")).toEqual(["api.ts", "bare.ts"]);
    expect(reach(files.client, "paths.ts", "value")).toEqual(["api.ts", "path-calls.ts", "paths.ts"]);
  });

  it("the whole client: all of them", () => {
    expect(reach(files.client, "index.ts", "value")).toEqual(
      expect.arrayContaining(["resources/orders.ts", "resources/shops.ts", "resources/shops/shelves.ts"]),
    );
  });
});
