import { loadDocument, type Document } from "@specloom/api-model";
import { astToString, resolveRef, scanDiscriminators, transformSchema } from "openapi-typescript";
import type { Node } from "typescript";
import { describe, expect, it } from "vitest";

import { loadLibrary } from "../src/emit/openapi/load-library.ts";
import { printNodes } from "../src/emit/openapi/print-nodes.ts";
import { printOpenAPI } from "../src/emit/openapi/print-openapi.ts";
import { makePrintable } from "../src/emit/openapi/printable-document.ts";
import { transformDocument } from "../src/emit/openapi/transform-document.ts";
import { sampleFolder } from "./emit-sample.ts";
import { hostileDocument } from "./hostile/document.ts";
import { PAYLOADS } from "./hostile/payloads.ts";

/** Schemas of every kind that openapi-typescript makes a node of its own for. */
const SCHEMAS = {
  Numbers: {
    enum: [-1, 0, 1.5, 1e21, null, true, false, "\0\u0031", "\u0000x", "\t\v\f\b\r\n\\\"'`\u007F\u0085é😀"],
  },
  Value: {
    oneOf: [{ type: "array", items: { $ref: "#/components/schemas/Value" } }, { type: "string" }],
    nullable: true,
  },
  Pair: {
    type: "array",
    prefixItems: [{ type: "string" }, { allOf: [{ type: "object", properties: { a: {} } }] }],
  },
  None: { type: "array", prefixItems: [] },
  Lists: {
    type: "array",
    items: { anyOf: [{ type: "array", items: { type: ["string", "null"] } }, { type: "object" }] },
  },
  Fixed: { const: { list: [1, ["a"], []], none: {}, "a b": -2 } },
  Whole: {
    required: ["a", "b"],
    allOf: [{ $ref: "#/components/schemas/Part" }, { type: "object", properties: { b: { const: true } } }],
  },
  Part: {
    type: "object",
    properties: { a: { type: "integer", readOnly: true }, "1": { type: "null" }, "-1": false, ä: true },
    additionalProperties: { type: "number" },
    $defs: { Inner: { type: "boolean" } },
  },
  Told: {
    type: "object",
    title: "A title",
    properties: {
      a: {
        description: "one\r\n\ttwo  \rthree\u2028   four */ five\n\n",
        default: { a: ["*/"] },
        examples: ["", { b: 1 }],
      },
      b: { description: "", default: "", format: "x", deprecated: true, enum: ["*/", "é"] },
    },
  },
  Pet: {
    type: "object",
    discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
    properties: { kind: { type: "string" } },
  },
  Cat: {
    allOf: [
      { $ref: "#/components/schemas/Pet" },
      { type: "object", properties: { lives: { type: "integer" } } },
    ],
  },
  Animal: {
    oneOf: [{ $ref: "#/components/schemas/Told" }, { $ref: "#/components/schemas/Part" }],
    discriminator: { propertyName: "is" },
  },
};

describe("declarations made without TypeScript", async () => {
  const light = await loadLibrary();
  const heavy = { resolveRef, scanDiscriminators, transformSchema };

  const printLight = (document: Document): string =>
    printNodes(transformDocument(makePrintable(structuredClone(document)), light));
  const printHeavy = (document: Document): string =>
    astToString(transformDocument(makePrintable(structuredClone(document)), heavy) as unknown as Node[]);

  it("read as TypeScript prints them, whatever a schema says", () => {
    const document = { openapi: "3.1.0", paths: {}, components: { schemas: SCHEMAS } };
    expect(printLight(document)).toBe(printHeavy(document));
  });

  it.each(["calls", "library", "shapes", "wire"])(
    "read as TypeScript prints them for the sample %s",
    async (name) => {
      const { document } = await loadDocument(`${sampleFolder(name)}openapi.yaml`);
      expect(printLight(document ?? {})).toBe(printHeavy(document ?? {}));
    },
  );

  it.each(Object.entries(PAYLOADS))("read as TypeScript prints them with %s everywhere", (_what, text) => {
    const document = hostileDocument(text);
    expect(printLight(document)).toBe(printHeavy(document));
  });
});

it("a document without schemas is printed whole where one path refers to another", async () => {
  const item = { get: { responses: { "200": { description: "It." } } } };
  const paths = { "/a": item, "/b": { $ref: "#/paths/~1a" } };
  const { text = "" } = await printOpenAPI(JSON.stringify({ openapi: "3.1.0", paths }));
  expect(text).toContain('"/a": {');
  expect(text).toContain("export interface paths");
});

it("of two operations with one operationId the first is a member of `operations`", async () => {
  const named = { get: { operationId: "same", responses: { "200": { description: "It." } } } };
  const paths = { "/a": named, "/b": named, "/c": { $ref: "#/paths/~1a" } };
  const { text = "" } = await printOpenAPI(JSON.stringify({ openapi: "3.1.0", paths }));
  expect(text.match(/^ {2}same: \{/gm)).toHaveLength(1);
  expect(text.match(/operations\["same"\]/g)).toHaveLength(1);
});
