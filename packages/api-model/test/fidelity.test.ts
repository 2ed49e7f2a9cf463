// The published list of keywords against the code: each is planted once, in an object of its kind, and found where it belongs.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { KEYWORDS } from "../src/fidelity/openapi-keywords.ts";
import type { ObjectKind } from "../src/fidelity/keyword.ts";
import { countKeywords, keywordAt, type Document } from "../src/index.ts";
import { printKeywords } from "./print-keywords.ts";

/** A document that holds an object of a kind at a place. */
const HOLDERS: { readonly [Kind in ObjectKind]: (object: object) => [document: object, pointer: string] } = {
  OpenAPI: (object) => [object, "#"],
  Info: (info) => [{ info }, "#/info"],
  Contact: (contact) => [{ info: { contact } }, "#/info/contact"],
  License: (license) => [{ info: { license } }, "#/info/license"],
  "External Documentation": (externalDocs) => [
    { paths: { "/a": { get: { externalDocs } } } },
    "#/paths/~1a/get/externalDocs",
  ],
  Tag: (tag) => [{ tags: [tag] }, "#/tags/0"],
  Server: (server) => [{ servers: [server] }, "#/servers/0"],
  "Server Variable": (variable) => [{ servers: [{ variables: { v: variable } }] }, "#/servers/0/variables/v"],
  Components: (components) => [{ components }, "#/components"],
  "Path Item": (item) => [{ paths: { "/a": item } }, "#/paths/~1a"],
  Operation: (get) => [{ webhooks: { a: { get } } }, "#/webhooks/a/get"],
  Parameter: (parameter) => [{ paths: { "/a": { parameters: [parameter] } } }, "#/paths/~1a/parameters/0"],
  Header: (header) => [{ components: { headers: { H: header } } }, "#/components/headers/H"],
  "Request Body": (body) => [{ components: { requestBodies: { B: body } } }, "#/components/requestBodies/B"],
  "Media Type": (media) => [
    { components: { responses: { R: { content: { "a/b": media } } } } },
    "#/components/responses/R/content/a~1b",
  ],
  Encoding: (encoding) => [
    { components: { mediaTypes: { M: { encoding: { e: encoding } } } } },
    "#/components/mediaTypes/M/encoding/e",
  ],
  Example: (example) => [{ components: { examples: { E: example } } }, "#/components/examples/E"],
  Response: (response) => [
    { paths: { "/a": { get: { responses: { 200: response, "x-not": { one: 1 } } } } } },
    "#/paths/~1a/get/responses/200",
  ],
  "Security Scheme": (scheme) => [
    { components: { securitySchemes: { S: scheme } } },
    "#/components/securitySchemes/S",
  ],
  "OAuth Flows": (flows) => [
    { components: { securitySchemes: { S: { flows } } } },
    "#/components/securitySchemes/S/flows",
  ],
  "OAuth Flow": (flow) => [
    { components: { securitySchemes: { S: { flows: { clientCredentials: flow } } } } },
    "#/components/securitySchemes/S/flows/clientCredentials",
  ],
  Reference: (reference) => [
    { components: { headers: { H: { ...reference, $ref: "#/components/headers/I" } } } },
    "#/components/headers/H",
  ],
  Schema: (schema) => [
    { components: { schemas: { S: { properties: { p: { allOf: [schema] } } } } } },
    "#/components/schemas/S/properties/p/allOf/0",
  ],
  Discriminator: (discriminator) => [
    { components: { schemas: { S: { discriminator } } } },
    "#/components/schemas/S/discriminator",
  ],
  XML: (xml) => [{ components: { schemas: { S: { xml } } } }, "#/components/schemas/S/xml"],
};

/** A value with which something is lost, of the keywords of which that depends on the value. */
const LOSING: { readonly [keyword: string]: unknown } = {
  type: "file",
  scheme: "digest",
  items: [{}],
  examples: [],
  "Header schema": { type: "array" },
  pattern: "(",
  serializedValue: "text",
  unevaluatedProperties: {},
  unevaluatedItems: {},
  $schema: "http://json-schema.org/draft-04/schema#",
  jsonSchemaDialect: "http://json-schema.org/draft-04/schema#",
};

const all = (Object.keys(KEYWORDS) as ObjectKind[]).flatMap((object) =>
  Object.entries(KEYWORDS[object]).map(([keyword, rule]) => ({ object, keyword, rule })),
);

test.each(all)("$object $keyword is found where the list says", ({ object, keyword, rule }) => {
  const [document, pointer] = HOLDERS[object]({
    [keyword]: LOSING[`${object} ${keyword}`] ?? LOSING[keyword] ?? {},
  });
  const counts = countKeywords(document as Document);
  const lost = rule.standing === "degraded" || rule.loses !== undefined;
  const found = {
    represented: counts.represented.some((entry) => entry.object === object && entry.keyword === keyword),
    ignored: counts.ignored.find((entry) => entry.object === object && entry.keyword === keyword)?.pointers,
    degraded: counts.degraded.map((loss) => loss.pointer),
  };
  expect(found).toEqual({
    represented: !lost && rule.standing === "represented",
    ignored: rule.standing === "ignored" ? [`${pointer}/${keyword}`] : undefined,
    degraded: lost ? [`${pointer}/${keyword}`] : [],
  });
  expect(keywordAt(document as Document, `${pointer}/${keyword}`)).toEqual({ object, keyword });
  expect(keywordAt(document as Document, `${pointer}/none`)).toBeUndefined();
});

test.each(Object.keys(KEYWORDS) as ObjectKind[])(
  "what an object %s has beside its keywords is an extension, or nothing that OpenAPI knows",
  (object) => {
    const [document, pointer] = HOLDERS[object]({ "x-own": { a: 1 }, "x-specloom": {}, toString: 1 });
    const counts = countKeywords(document as Document);
    expect(counts.ignored.filter(({ keyword }) => keyword === "x-…" || keyword === "x-own")).toMatchObject(
      object === "Response"
        ? [
            { object: "Operation", pointers: ["#/paths/~1a/get/responses/x-not"] },
            { object, count: 1, pointers: [`${pointer}/x-own`] },
          ]
        : [{ object, keyword: "x-…", count: 1, pointers: [`${pointer}/x-own`] }],
    );
    expect(counts.degraded).toMatchObject([{ object, keyword: "toString", pointer: `${pointer}/toString` }]);
  },
);

test("beside a `$ref` an object says nothing of its own, and what extends a map is none of its entries", () => {
  const parameters = [{ $ref: "#/components/parameters/P", description: "Mine.", required: true, "x-a": 1 }];
  const document = {
    paths: { "x-paths": { get: 1 }, "/a": { parameters, $ref: "#/paths/~1b" } },
    webhooks: { "x-hook": { colour: 1 } },
  };
  const { represented, degraded, ignored } = countKeywords(document);
  expect(degraded.map(({ object, pointer }) => [object, pointer])).toEqual([
    ["Reference", "#/paths/~1a/parameters/0/required"],
    ["Path Item", "#/webhooks/x-hook/colour"],
  ]);
  expect(ignored.map(({ object, keyword }) => `${object} ${keyword}`).toSorted()).toEqual([
    "OpenAPI x-…",
    "Reference description",
    "Reference x-…",
  ]);
  expect(represented.map(({ object, keyword }) => `${object} ${keyword}`).toSorted()).toEqual([
    "OpenAPI paths",
    "OpenAPI webhooks",
    "Path Item $ref",
    "Path Item parameters",
    "Reference $ref",
  ]);
  const required = "#/paths/~1a/parameters/0/required";
  expect(keywordAt(document, required)).toEqual({ object: "Reference", keyword: "required" });
});

function lossesOf(media: object): string[] {
  const { degraded } = countKeywords({ components: { mediaTypes: { M: media } } } as Document);
  return degraded.map(({ pointer }) => pointer.replace("#/components/mediaTypes/M/", ""));
}

test("an example is lost where nothing reads it", () => {
  expect(lossesOf({ examples: { a: { dataValue: 1, serializedValue: "1" } } })).toEqual([]);
  expect(lossesOf({ examples: { a: { serializedValue: "1" } } })).toEqual(["examples/a/serializedValue"]);
  expect(lossesOf({ examples: { a: { externalValue: "/a" } } })).toEqual(["examples/a/externalValue"]);
  expect(lossesOf({ examples: { a: "text" } })).toEqual(["examples"]);
  expect(lossesOf({ example: 1, examples: { a: { value: 1 } } })).toEqual(["examples"]);
});

test("units are counted by occurrence, of many ignored ones the first are named", () => {
  const properties = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`p${index}`, { type: "string", xml: {} }]),
  );
  const { represented, ignored } = countKeywords({ components: { schemas: { S: { properties } } } });
  expect(represented.find(({ keyword }) => keyword === "type")?.count).toBe(30);
  expect(ignored).toMatchObject([{ keyword: "xml", count: 30 }]);
  expect(ignored[0]?.pointers).toHaveLength(10);
});

test("docs/fidelity.md is the list of the code", async () => {
  const file = fileURLToPath(new URL("../../../docs/fidelity.md", import.meta.url));
  const printed = printKeywords();
  if (process.env["UPDATE_DOCS"] === "1") await writeFile(file, printed);
  expect(await readFile(file, "utf8")).toBe(printed);
});
