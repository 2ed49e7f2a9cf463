import { buildModel } from "@specloom/api-model";
import { describe, expect, test } from "vitest";
import { createSchemas } from "../src/judge/schemas.ts";
import { requestBodies } from "../src/make/request-bodies.ts";

const schemas = {
  Node: {
    type: "object",
    required: ["name", "id", "password"],
    properties: {
      id: { type: "string", readOnly: true },
      name: { type: "string", minLength: 2 },
      password: { type: "string", writeOnly: true },
      "odd/~key": { type: "integer" },
      next: { $ref: "#/components/schemas/Node" },
      example: { type: "boolean" },
    },
    example: { $id: "https://not.a.schema/", name: "shown" },
  },
  Order: { type: "object", required: ["customer_id"], properties: { customer_id: { type: "string" } } },
  Size: {
    type: "object",
    required: ["width", "when"],
    properties: { width: { type: "integer", minimum: 3 }, when: { type: "string", format: "date-time" } },
  },
  Dated: { type: "object", properties: { at: { type: "date" }, type: { type: ["day", "integer"] } } },
  Broken: { properties: { "\ud800": { $ref: "#/components/schemas/Order" } } },
  Advised: {
    required: ["name"],
    properties: {
      name: { type: "string", pattern: "(", minLength: 2 },
      shown: { const: { pattern: "(", $id: "a" } },
    },
    patternProperties: { "(": { type: "integer" }, "^x": { type: "integer" } },
    additionalProperties: false,
  },
};
const post = (name: string) => ({
  post: {
    operationId: `make${name}`,
    requestBody: {
      required: true,
      content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
    },
    responses: {
      "201": {
        description: "Made.",
        content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
      },
    },
  },
});
const paths = Object.fromEntries(Object.keys(schemas).map((name) => [`/${name.toLowerCase()}`, post(name)]));
const { model } = buildModel({
  openapi: "3.1.0",
  info: { title: "Schemas", version: "1" },
  paths,
  components: { schemas },
});
const compiled = createSchemas(model);
const node = "#/components/schemas/Node";

const missing = (direction: "request" | "response"): readonly string[] =>
  compiled.validate(direction, node, {}).map(({ expected }) => expected);
const bodies = (name: string): readonly unknown[] => {
  const operation = model.operations.find(({ id }) => id === `make${name}`);
  return operation === undefined ? [] : requestBodies(compiled, operation).map(({ value }) => value);
};

describe("a value is judged by the schema as it is written", () => {
  test("names the keyword by its pointer, through references and odd names", () => {
    const value = { id: "1", name: "ok", next: { id: "2", name: "x", "odd/~key": "no" } };
    const faults = compiled.validate("response", node, value);
    expect(faults.map(({ pointer, at }) => [pointer, at])).toEqual([
      [`${node}/properties/name/minLength`, "/next/name"],
      [`${node}/properties/odd~1~0key/type`, "/next/odd~1~0key"],
    ]);
  });

  test("asks for writeOnly members in requests and for readOnly ones in responses", () => {
    expect(missing("request")).toEqual(['the member "name"', 'the member "password"']);
    expect(missing("response")).toEqual(['the member "name"', 'the member "id"']);
  });

  test("judges a member that is called example", () => {
    expect(compiled.validate("request", node, { name: "ok", password: "p", example: "no" })[0]?.pointer).toBe(
      `${node}/properties/example/type`,
    );
  });

  test("takes a name that is no type for one that says nothing", () => {
    const dated = "#/components/schemas/Dated";
    expect(compiled.validate("response", dated, { at: 5, type: "Monday" })).toEqual([]);
    expect(compiled.validate("response", dated, "Monday")).toMatchObject([{ pointer: `${dated}/type` }]);
  });

  test("leaves a pattern that JavaScript cannot read out of what it judges, and nothing else", () => {
    const advised = "#/components/schemas/Advised";
    const shown = { pattern: "(", $id: "a" };
    expect(compiled.validate("response", advised, { name: "any", shown, other: 1, x: 1 })).toEqual([]);
    const faults = compiled.validate("response", advised, { name: "a", shown: {}, x: "no" });
    expect(faults.map(({ pointer }) => pointer).toSorted()).toEqual([
      `${advised}/patternProperties/^x/type`,
      `${advised}/properties/name/minLength`,
      `${advised}/properties/shown/const`,
    ]);
  });

  test("says which schema cannot be compiled and goes on with the others", () => {
    expect(() => compiled.validate("response", "#/components/schemas/Broken", {})).toThrow(/URI malformed/);
    expect(compiled.validate("response", "#/components/schemas/Order", { customer_id: "c" })).toEqual([]);
  });
});

describe("a body where the document shows none", () => {
  test("holds what is required, within its bounds", () => {
    expect(bodies("Size")).toEqual([{ width: 3, when: "2024-01-31T12:00:00Z" }]);
  });

  test("never makes up what names another thing", () => {
    expect(bodies("Order")).toEqual([]);
  });
});

describe("what OpenAPI 3.0 writes in its own words", () => {
  const T = { type: "string" };
  const judge = (S: object, value: unknown): number => {
    const built = buildModel({
      openapi: "3.0.3",
      info: { title: "T", version: "1" },
      paths: {},
      components: { schemas: { S, T } },
    } as never);
    return createSchemas(built.model).validate("response", "#/components/schemas/S", value as never).length;
  };

  test.each<[object, unknown, unknown]>([
    [{ type: "number", minimum: 3, exclusiveMinimum: true }, 4, 3],
    [{ type: "number", maximum: 3, exclusiveMaximum: false }, 3, 4],
    [{ type: "string", nullable: true }, null, 1],
    [{ type: "string", nullable: true, enum: ["a"] }, null, "b"],
    [{ nullable: true, enum: ["a"] }, null, "b"],
    [{ nullable: true, allOf: [T] }, null, 1],
    [{ nullable: true, $ref: "#/components/schemas/T" }, null, 1],
    [{ nullable: true, anyOf: [T] }, null, 1],
  ])("%j allows %j and refuses %j", (schema, good, bad) => {
    expect(judge(schema, good)).toBe(0);
    expect(judge(schema, bad)).toBeGreaterThan(0);
    expect(judge({ properties: { p: schema } }, { p: good })).toBe(0);
  });

  test("and what is not followed does not stop it", () => {
    for (const keyword of ["$dynamicRef", "$recursiveRef"]) expect(judge({ [keyword]: "#none" }, 1)).toBe(0);
    expect(judge({ $id: "https://example.com/s", type: "string" }, 1)).toBe(1);
  });
});
