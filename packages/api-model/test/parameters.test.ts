import { expect, test } from "vitest";
import { answers, faultsOf, modelOf } from "./helpers.ts";

const text = { schema: { type: "string" } };

test("path parameters follow the template; what is missing there is taken for a string, what is extra is left out", () => {
  const result = modelOf({
    "/a/{one}/{two}": {
      get: {
        ...answers({}),
        parameters: [
          { name: "two", in: "path", required: true, schema: { type: "integer" } },
          { name: "three", in: "path", required: true, ...text },
        ],
      },
    },
  });
  const path = result.model.operations[0]?.parameters.path ?? [];
  expect(path.map(({ name, schema }) => [name, result.model.schemas[schema]])).toEqual([
    ["one", { type: "string" }],
    ["two", { type: "integer" }],
  ]);
  expect(faultsOf(result)).toEqual([
    "unused-path-parameter #/paths/~1a~1{one}~1{two}/get/parameters/1",
    "undeclared-path-parameter #/paths/~1a~1{one}~1{two}/get",
  ]);
});

test("an operation's parameter takes the place of its path item's, header names without regard to case", () => {
  const { model } = modelOf({
    "/a": {
      parameters: [
        { name: "X-A", in: "header", ...text },
        { name: "q", in: "query", ...text },
      ],
      get: { ...answers({}), parameters: [{ name: "x-a", in: "header", required: true, ...text }] },
    },
  });
  expect(model.operations[0]?.parameters.header).toMatchObject([{ name: "x-a", required: true }]);
  expect(model.operations[0]?.parameters.query).toHaveLength(1);
});

test("two parameters that would have one name in code get two, and a problem says so", () => {
  const result = modelOf({
    "/a": {
      get: {
        ...answers({}),
        parameters: [
          { name: "xKey", in: "query", ...text },
          { name: "X-Key", in: "header", ...text },
          { name: "__proto__", in: "query", ...text },
        ],
      },
    },
  });
  const { query, header } = result.model.operations[0]?.parameters ?? { query: [], header: [] };
  expect([...query, ...header].map(({ argument }) => argument)).toEqual(["xKey", "queryProto", "headerXKey"]);
  expect(faultsOf(result)).toEqual([
    "name-clash #/paths/~1a/get/parameters/1",
    "name-clash #/paths/~1a/get/parameters/2",
  ]);
});

test.each([
  ["a member named like a parameter", { type: "object", properties: { q: {} } }, "whole"],
  ["one object type", { type: "object", properties: { name: {} } }, "members"],
  [
    "a read-only member named like a parameter",
    { type: "object", properties: { name: {}, q: { readOnly: true } } },
    "members",
  ],
  ["alternatives", { oneOf: [{ type: "object", properties: { a: {} } }] }, "whole"],
  ["an array", { type: "array", items: {} }, "whole"],
  ["a map", { type: "object", additionalProperties: { type: "string" } }, "whole"],
  ["null as an alternative", { type: ["object", "null"], properties: { name: {} } }, "whole"],
  [
    "parts of one object",
    { allOf: [{ type: "object", properties: { a: {} } }, { properties: { b: {} } }] },
    "members",
  ],
])("a body with %s is given as %s", (_case, schema, form) => {
  const { model } = modelOf({
    "/a": {
      post: {
        ...answers({}),
        parameters: [{ name: "q", in: "query", ...text }],
        requestBody: { content: { "application/json": { schema } } },
      },
    },
  });
  expect(model.operations[0]?.call.body).toBe(form);
});

test("an example of the schema counts where nothing else gives one", () => {
  const { model } = modelOf({
    "/a": {
      get: {
        ...answers({ type: "string", examples: ["from the schema"] }),
        parameters: [
          { name: "q", in: "query", example: "own", schema: { type: "string", example: "hidden" } },
        ],
      },
    },
  });
  const [operation] = model.operations;
  expect(operation?.parameters.query[0]?.examples).toEqual([
    { kind: "example", pointer: "#/paths/~1a/get/parameters/0/example", value: "own" },
  ]);
  expect(operation?.responses[0]?.content[0]?.examples).toMatchObject([{ value: "from the schema" }]);
});

test("a style that the location does not have gives way to the default, with a problem", () => {
  const result = modelOf({
    "/a": { get: { ...answers({}), parameters: [{ name: "q", in: "query", style: "matrix", ...text }] } },
  });
  expect(result.model.operations[0]?.parameters.query[0]?.style).toBe("form");
  expect(faultsOf(result)).toEqual(["unsupported-style #/paths/~1a/get/parameters/0/style"]);
});
