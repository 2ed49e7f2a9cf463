import type { Schema } from "@specloom/api-model";
import { describe, expect, it } from "vitest";
import { impliesSchema, isJudgedByMember } from "../src/schema/schema-reach.ts";

const schemas: Record<string, Schema> = {
  "#/text": { type: "string", description: "A text." },
  "#/time": { type: "string", format: "date-time" },
  "#/thing": { type: "object", required: ["a"], properties: { a: true }, description: "A thing." },
  "#/round": { $ref: "#/trip" },
  "#/trip": { $ref: "#/round" },
};
const ref = (name: string): Schema => ({ $ref: `#/${name}` });

describe("impliesSchema", () => {
  it.each<[Schema, Schema, boolean]>([
    [{ type: "string", maxLength: 5 }, { type: "string", description: "Name." }, true],
    [{ type: "string" }, { type: "string", maxLength: 5 }, false],
    [{ type: "string", nullable: true }, { type: "string" }, false],
    [{ type: "string", format: "email" }, { type: "string", format: "email" }, false],
    [ref("text"), ref("text"), true],
    [ref("time"), ref("time"), false],
    [ref("round"), ref("round"), true],
    [{ type: "array", items: ref("text") }, { type: "array", items: ref("text") }, true],
    [{ items: true, prefixItems: [true] }, { items: true }, false],
    [{ type: "string" }, true, true],
    [true, { type: "string" }, false],
  ])("of %j and %j is %j", (request, answer, implied) => {
    expect(impliesSchema(schemas, request, answer)).toBe(implied);
  });
});

describe("isJudgedByMember", () => {
  it.each<[Schema, boolean]>([
    [ref("thing"), true],
    [ref("round"), false],
    [{ type: "object", minProperties: 1 }, false],
    [{ allOf: [ref("thing")] }, false],
  ])("of %j is %j", (schema, expected) => {
    expect(isJudgedByMember(schemas, schema)).toBe(expected);
  });
});
