import { expect, test } from "vitest";
import type { ApiModel, Json } from "../src/index.ts";
import { answers, faultsOf, modelOf } from "./helpers.ts";

/** Every `$ref` text in a value. */
function refsIn(value: Json): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

function danglingRefs({ schemas }: ApiModel): string[] {
  return Object.values(schemas)
    .flatMap((schema) => refsIn(schema as Json))
    .filter((ref) => !Object.hasOwn(schemas, ref));
}

test("each $ref of the collected schemas is an id: deep, encoded, through another $ref, anchors, cycles", () => {
  const { model, problems } = modelOf(
    { "/a": { get: answers({ $ref: "#/components/schemas/Tree" }) } },
    {
      components: {
        schemas: {
          Tree: {
            type: "object",
            properties: {
              child: { $ref: "#/components/schemas/Tree" },
              leaf: { $ref: "#/components/schemas/My%20Leaf/properties/colour" },
            },
          },
          "My Leaf": { $anchor: "leaf", properties: { colour: { type: "string" } } },
          Alias: { $ref: "#/components/schemas/Tree" },
          Through: { items: { $ref: "#/components/schemas/Alias/properties/leaf" }, not: { $ref: "#leaf" } },
        },
      },
    },
  );
  expect(problems).toEqual([]);
  expect(danglingRefs(model)).toEqual([]);
  expect(Object.keys(model.schemas)).toContain("#/components/schemas/My Leaf/properties/colour");
  expect(model.components.map(({ name, typeName }) => [name, typeName])).toContainEqual([
    "My Leaf",
    "MyLeaf",
  ]);
});

test("a broken $ref is a problem with its pointer and leaves nothing dangling", () => {
  const result = modelOf({ "/a": { get: answers({ items: { $ref: "#/components/schemas/Gone" } }) } });
  expect(faultsOf(result)).toEqual([
    "unresolved-ref #/paths/~1a/get/responses/200/content/application~1json/schema/items",
  ]);
  expect(danglingRefs(result.model)).toEqual([]);
});

test("data that looks like a reference stays data", () => {
  const schema = {
    type: "object",
    default: { $ref: "#/nowhere" },
    enum: [{ $ref: "#/nowhere" }],
    properties: { $ref: { type: "string" } },
  };
  const result = modelOf({ "/a": { get: answers(schema) } });
  expect(result.problems).toEqual([]);
  expect(Object.values(result.model.schemas)).toEqual([schema]);
});

test("schemas and components that only refer to each other end", () => {
  const result = modelOf(
    {},
    {
      components: {
        schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } },
      },
    },
  );
  expect(faultsOf(result)).toEqual([
    "unresolved-ref #/components/schemas/B",
    "unresolved-ref #/components/schemas/A",
  ]);
});

test("a member named __proto__ is a member like any other", () => {
  const schema = JSON.parse(
    '{"properties":{"__proto__":{"$ref":"#/components/schemas/My%20Leaf"}}}',
  ) as object;
  const { model } = modelOf(
    { "/a": { get: answers(schema) } },
    { components: { schemas: { "My Leaf": { type: "string" } } } },
  );
  const id = Object.keys(model.schemas).find((key) => key.startsWith("#/paths")) ?? "";
  expect(JSON.stringify(model.schemas[id])).toBe(
    '{"properties":{"__proto__":{"$ref":"#/components/schemas/My Leaf"}}}',
  );
});

test("a discriminator that maps to nothing is a problem", () => {
  const schema = {
    oneOf: [],
    discriminator: { propertyName: "kind", mapping: { a: "#/components/schemas/Gone" } },
  };
  const result = modelOf({}, { components: { schemas: { Pet: schema } } });
  expect(faultsOf(result)).toEqual(["broken-discriminator #/components/schemas/Pet/discriminator/mapping/a"]);
});
