import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { PROBLEM_CODES } from "../src/index.ts";
import { faultsOf, modelOf } from "./helpers.ts";

const schema = JSON.parse(
  readFileSync(new URL("../x-specloom.schema.json", import.meta.url), "utf8"),
) as object;
const ajv = new Ajv2020({ strict: true, allErrors: true }).addSchema(schema);

/** Faults that the reader finds in a block at each of its places. */
const READERS: { readonly [place: string]: (block: unknown) => string[] } = {
  document: (block) => read({}, { "x-specloom": block }),
  pathItem: (block) => read({ "/a": { "x-specloom": block } }),
  operation: (block) => read({ "/a": { get: { "x-specloom": block } } }),
  parameter: (block) =>
    read({ "/a": { parameters: [{ name: "q", in: "query", schema: {}, "x-specloom": block }] } }),
  schema: (block) => read({}, { components: { schemas: { A: { "x-specloom": block } } } }),
};

function read(paths: object, rest: object = {}): string[] {
  return faultsOf(modelOf(paths, rest)).filter((fault) => fault.startsWith("x-specloom-invalid"));
}

const step = { parameter: "after", cursor: "/end" };
const cursor = { style: "cursor", items: "/items", next: step };
const tenant = { parameter: "org", boundBy: "token", otherTenant: ["404"] };

const GOOD: readonly (readonly [string, unknown])[] = [
  ["document", {}],
  ["document", { tenant }],
  ["pathItem", { resource: "a.b" }],
  ["operation", { verb: "action", idempotencyKey: "Idempotency-Key" }],
  ["operation", { pagination: cursor }],
  [
    "operation",
    { pagination: { ...cursor, limit: "n", previous: { ...step, more: "" }, malformed: ["400", "422"] } },
  ],
  ["operation", { pagination: { style: "page", items: "", page: "p", total: "/t", pages: "/a~1b/~0" } }],
  ["operation", { pagination: { style: "offset", items: "/i", offset: "o", total: "/t" } }],
  ["operation", { pagination: { style: "link", items: "/i" } }],
  ["operation", { pagination: { style: "link", items: "/i", next: "/next", limit: "n" } }],
  ["parameter", { enforceFormat: true, expands: { a: ["b"], c: [] } }],
  ["schema", { identity: "id", managed: { id: "create", at: "use" }, unique: [], secrets: {} }],
  ["schema", { unique: [["a", "b"]], secrets: { s: {}, t: { exchange: { scheme: "o", clientID: "id" } } } }],
];

const BAD: readonly (readonly [string, unknown])[] = [
  ["document", 1],
  ["document", []],
  ["document", { tenants: tenant }],
  ["document", { tenant: { ...tenant, boundBy: "header" } }],
  ["document", { tenant: { parameter: "org", boundBy: "token" } }],
  ["document", { tenant: { ...tenant, otherTenant: [] } }],
  ["document", { tenant: { ...tenant, otherTenant: [404] } }],
  ["document", { tenant: { ...tenant, otherTenant: ["200"] } }],
  ["document", { tenant: { ...tenant, parameter: "" } }],
  ["document", { tenant: { ...tenant, extra: 1 } }],
  ["pathItem", { resource: "" }],
  ["pathItem", { resource: null }],
  ["operation", { verb: "fetch" }],
  ["operation", { idempotencyKey: "" }],
  ["operation", { pagination: null }],
  ["operation", { pagination: {} }],
  ["operation", { pagination: { style: "tokens", items: "/i" } }],
  ["operation", { pagination: { style: "cursor", items: "/i" } }],
  ["operation", { pagination: { ...cursor, items: "items" } }],
  ["operation", { pagination: { ...cursor, items: "/a~2" } }],
  ["operation", { pagination: { ...cursor, next: { ...step, more: 1 } } }],
  ["operation", { pagination: { ...cursor, page: "p" } }],
  ["operation", { pagination: { style: "page", items: "/i", page: "p", next: step } }],
  ["operation", { pagination: { style: "link", items: "/i", next: step } }],
  ["parameter", { enforceFormat: "yes" }],
  ["parameter", { expands: ["a"] }],
  ["parameter", { expands: { a: "b" } }],
  ["parameter", { expands: { a: [""] } }],
  ["schema", { managed: { id: "always" } }],
  ["schema", { unique: ["name"] }],
  ["schema", { unique: [[]] }],
  ["schema", { secrets: { s: { exchange: { scheme: "o" } } } }],
  ["schema", { secrets: { s: { exchange: { scheme: "o", clientID: "id", x: 1 } } } }],
  ["schema", { identity: ["id"] }],
];

const show = (block: unknown): string => JSON.stringify(block);
const validatorOf = (place: string): ((block: unknown) => boolean) => {
  const validate = ajv.compile({ $ref: `urn:specloom:x-specloom#/$defs/${place}` });
  return (block) => validate(block);
};

describe("the reader and the published schema agree", () => {
  test.each(GOOD.map(([place, block]) => [place, show(block), block] as const))(
    "%s %s is right",
    (place, _text, block) => {
      expect(validatorOf(place)(block)).toBe(true);
      expect(READERS[place]?.(block)).toEqual([]);
    },
  );

  test.each(BAD.map(([place, block]) => [place, show(block), block] as const))(
    "%s %s is wrong",
    (place, _text, block) => {
      expect(validatorOf(place)(block)).toBe(false);
      expect(READERS[place]?.(block)).not.toEqual([]);
    },
  );
});

test("a fault has its own pointer and the rest of the block still counts", () => {
  const result = modelOf({
    "/a": { get: { "x-specloom": { verb: "list", pagination: { ...cursor, limitt: "n" } } } },
  });
  expect(faultsOf(result)).toContain("x-specloom-invalid #/paths/~1a/get/x-specloom/pagination/limitt");
  expect(result.model.operations[0]?.verb).toBe("list");
});

test("names of members, schemes and tenants that do not exist are problems", () => {
  const answer = {
    type: "object",
    properties: { id: {} },
    "x-specloom": { identity: "uid", secrets: { id: { exchange: { scheme: "basic", clientID: "id" } } } },
  };
  const get = {
    responses: { 200: { description: "", content: { "application/json": { schema: answer } } } },
  };
  const result = modelOf(
    { "/a/{id}": { get, parameters: [{ name: "id", in: "path", required: true, schema: {} }] } },
    { "x-specloom": { tenant } },
  );
  const at = "#/paths/~1a~1{id}/get/responses/200/content/application~1json/schema/x-specloom";
  expect(faultsOf(result)).toEqual([
    "x-specloom-member #/x-specloom/tenant/parameter",
    `x-specloom-member ${at}/identity`,
    `x-specloom-member ${at}/secrets/id/exchange/scheme`,
  ]);
  expect(result.model).not.toHaveProperty("tenant");
});

test("codes are kebab-case and each has a meaning", () => {
  for (const [code, { meaning }] of Object.entries(PROBLEM_CODES)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(meaning).toMatch(/\.$/);
  }
});
