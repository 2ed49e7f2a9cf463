// Members that every object inherits, in schemas and in answers: a correct server must not be blamed for its names, and no
// answer may end the run.
import { buildModel } from "@specloom/api-model";
import { expect, test } from "vitest";
import { createSchemas } from "../src/judge/schemas.ts";

const NAMES = ["toString", "valueOf", "constructor", "hasOwnProperty", "__proto__"];

function judge(schema: object, value: unknown): number {
  const { model } = buildModel({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas: { S: schema as never } },
  });
  return createSchemas(model).validate("response", "#/components/schemas/S", value as never).length;
}

const thing = (name: string, value: unknown): object =>
  JSON.parse(`{ "${name}": ${JSON.stringify(value)} }`) as object;

test.each(NAMES)("a member called %s is there only if it was sent", (name) => {
  const schema = { type: "object", properties: thing(name, { type: "string" }) };
  expect(judge(schema, {})).toBe(0);
  expect(judge(schema, thing(name, "a"))).toBe(0);
  // Ajv leaves out the one name that it could not write down safely.
  expect(judge(schema, thing(name, 1))).toBe(name === "__proto__" ? 0 : 1);
  expect(judge({ ...schema, required: [name] }, {})).toBe(1);
});

test.each(NAMES)("values with a member called %s are compared as data", (name) => {
  expect(judge({ uniqueItems: true }, [thing(name, { a: 1 }), thing(name, { a: 1 })])).toBe(1);
  expect(judge({ uniqueItems: true }, [thing(name, 1), thing(name, 2)])).toBe(0);
  expect(judge({ const: thing(name, [1]) }, thing(name, [1]))).toBe(0);
  expect(judge({ enum: [thing(name, "a"), 1] }, thing(name, "b"))).toBe(1);
});
