// The kinds of edit that are drawn: each a schema and what becomes of it. Where in a document it stands is chosen apart.
import {
  between,
  chance,
  FORMATS,
  PATTERNS,
  pick,
  type Json,
  type Random,
  type Schema,
} from "./random-values.ts";

export interface Edit {
  readonly before: Schema;
  readonly after: Schema;
}
type Draw = (random: Random) => Edit;

const WORDS = ["red", "green", "blue", "sand", "teal"];
const NAMES = ["a", "b", "c", "d"];
const SCALARS: readonly Schema[] = [
  { type: "string" },
  { type: "string", maxLength: 6 },
  { type: "integer" },
  { type: "number", minimum: 0 },
  { type: "boolean" },
  { type: "string", enum: ["red", "green"] },
  { type: ["string", "null"] },
];

function object(random: Random, more: Schema = {}): Schema & { readonly properties: Schema } {
  const names = NAMES.slice(0, between(random, 1, 3));
  const properties = Object.fromEntries(names.map((name) => [name, pick(random, SCALARS)]));
  const required = names.filter(() => chance(random, 0.4));
  return { type: "object", properties, ...(required.length > 0 && { required }), ...more };
}

function text(random: Random): Schema {
  return pick(random, [
    { type: "string" },
    { type: "string", minLength: 1 },
    { type: "string", maxLength: 20 },
    { type: "string", pattern: pick(random, [...PATTERNS.keys()]) },
    { type: "string", format: pick(random, [...FORMATS.keys()]) },
  ]);
}

function without(schema: Schema, ...keywords: string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !keywords.includes(name)));
}

/** A keyword with a number, set to another one. */
function move(around: Schema, keyword: string, [low, high]: readonly [number, number]): Draw {
  return (random) => {
    const first = between(random, low, high);
    const second = between(random, low, high);
    return { before: { ...around, [keyword]: first }, after: { ...around, [keyword]: second } };
  };
}

/** A keyword that comes or goes. */
function toggle(make: (random: Random) => Schema, keyword: string, value: (random: Random) => Json): Draw {
  return (random) => {
    const plain = without(make(random), keyword);
    const marked = { ...plain, [keyword]: value(random) };
    return chance(random, 0.5) ? { before: plain, after: marked } : { before: marked, after: plain };
  };
}

function either(one: Schema, other: Schema, random: Random): Edit {
  return chance(random, 0.5) ? { before: one, after: other } : { before: other, after: one };
}

const strings = (): Schema => ({ type: "string" });
const list = (random: Random): Schema => ({ type: "array", items: pick(random, SCALARS) });
const branch = (tag: string, random: Random): Schema => {
  const { properties, required } = object(random);
  const asked = Array.isArray(required) ? required : [];
  return { type: "object", properties: { ...properties, tag: { const: tag } }, required: ["tag", ...asked] };
};
const words = (random: Random): string[] => WORDS.filter(() => chance(random, 0.6)).concat("grey");

/** Every kind of edit of a schema. */
export const EDITS: Readonly<Record<string, Draw>> = {
  "optional member": (random) => {
    const one = object(random);
    return either(one, { ...one, properties: { ...one.properties, e: pick(random, SCALARS) } }, random);
  },
  "required member": (random) => {
    const one = object(random);
    const required = Array.isArray(one["required"]) ? one["required"] : [];
    const other = {
      ...one,
      properties: { ...one.properties, e: pick(random, SCALARS) },
      required: [...required, "e"],
    };
    return either(one, other, random);
  },
  "member's name": (random) => {
    const { properties, ...rest } = object(random);
    const named = Object.fromEntries(
      Object.entries(properties).map(([name, own]) => [name === "a" ? "z" : name, own]),
    );
    return {
      before: { ...without(rest, "required"), properties },
      after: { ...without(rest, "required"), properties: named },
    };
  },
  "member's schema": (random) => {
    const one = object(random);
    return { before: one, after: { ...one, properties: { ...one.properties, a: pick(random, SCALARS) } } };
  },
  required: toggle(
    (random) => object(random),
    "required",
    () => ["a"],
  ),
  "unknown members": toggle(
    (random) => object(random),
    "additionalProperties",
    (random) => chance(random, 0.5),
  ),
  "values of a map": (random) => ({
    before: { type: "object", additionalProperties: pick(random, SCALARS) },
    after: { type: "object", additionalProperties: pick(random, SCALARS) },
  }),
  "pattern of members": (random) => ({
    before: { type: "object", patternProperties: { "^x-": pick(random, SCALARS) } },
    after: { type: "object", patternProperties: { "^x-": pick(random, SCALARS) } },
  }),
  minProperties: move({ type: "object", additionalProperties: { type: "string" } }, "minProperties", [0, 3]),
  maxProperties: move({ type: "object", additionalProperties: { type: "string" } }, "maxProperties", [1, 4]),
  propertyNames: toggle(
    () => ({ type: "object", additionalProperties: { type: "integer" } }),
    "propertyNames",
    () => ({ maxLength: 3 }),
  ),
  dependentRequired: toggle(
    (random) => object(random),
    "dependentRequired",
    () => ({ a: ["b"] }),
  ),
  dependentSchemas: toggle(
    (random) => object(random),
    "dependentSchemas",
    () => ({ a: { required: ["b"] } }),
  ),
  type: (random) => ({ before: pick(random, SCALARS), after: pick(random, SCALARS) }),
  null: (random) => {
    const type = pick(random, ["string", "integer", "boolean"]);
    return either({ type }, { type: [type, "null"] }, random);
  },
  "whole numbers": (random) => either({ type: "integer" }, { type: "number" }, random),
  "members of an enum": (random) => ({
    before: { type: "string", enum: words(random) },
    after: { type: "string", enum: words(random) },
  }),
  enum: toggle(text, "enum", words),
  const: (random) => ({ before: { const: pick(random, WORDS) }, after: { const: pick(random, WORDS) } }),
  minimum: move({ type: "number" }, "minimum", [-5, 5]),
  maximum: move({ type: "integer" }, "maximum", [0, 20]),
  exclusiveMinimum: move({ type: "number" }, "exclusiveMinimum", [0, 4]),
  exclusiveMaximum: move({ type: "integer", minimum: 0 }, "exclusiveMaximum", [5, 9]),
  "bound set": toggle(
    () => ({ type: "number" }),
    "maximum",
    (random) => between(random, 1, 100),
  ),
  "bound made exclusive": (random) =>
    either({ type: "number", minimum: 1 }, { type: "number", exclusiveMinimum: 1 }, random),
  multipleOf: move({ type: "integer" }, "multipleOf", [1, 12]),
  "step set": toggle(
    () => ({ type: "number" }),
    "multipleOf",
    (random) => pick(random, [0.5, 1, 5]),
  ),
  minLength: move({ type: "string" }, "minLength", [0, 6]),
  maxLength: move({ type: "string" }, "maxLength", [3, 12]),
  "length set": toggle(text, "maxLength", (random) => between(random, 20, 60)),
  pattern: (random) => ({
    before: { type: "string", pattern: pick(random, [...PATTERNS.keys()]) },
    after: { type: "string", pattern: pick(random, [...PATTERNS.keys()]) },
  }),
  "pattern set": toggle(strings, "pattern", (random) => pick(random, [...PATTERNS.keys()])),
  format: (random) => ({
    before: { type: "string", format: pick(random, [...FORMATS.keys()]) },
    after: { type: "string", format: pick(random, [...FORMATS.keys()]) },
  }),
  "format set": toggle(strings, "format", (random) => pick(random, [...FORMATS.keys()])),
  items: (random) => ({ before: list(random), after: list(random) }),
  minItems: move({ type: "array", items: { type: "string" } }, "minItems", [0, 3]),
  maxItems: move({ type: "array", items: { type: "integer" } }, "maxItems", [1, 5]),
  uniqueItems: toggle(list, "uniqueItems", () => true),
  prefixItems: (random) => {
    const places = [pick(random, SCALARS), pick(random, SCALARS)];
    return either(
      { type: "array", prefixItems: places },
      { type: "array", prefixItems: [...places, pick(random, SCALARS)] },
      random,
    );
  },
  contains: toggle(
    () => ({ type: "array", items: { type: "integer" } }),
    "contains",
    () => ({ minimum: 3 }),
  ),
  "alternative of anyOf": (random) => {
    const [one, two] = [pick(random, SCALARS), pick(random, SCALARS)];
    return either({ anyOf: [one, two] }, { anyOf: [one, two, { type: "array", items: one }] }, random);
  },
  "alternative of oneOf": (random) => {
    const both = [branch("one", random), branch("two", random)];
    return either({ oneOf: both }, { oneOf: [...both, branch("three", random)] }, random);
  },
  "alternative changed": (random) => {
    const first = branch("one", random);
    return {
      before: { oneOf: [first, branch("two", random)] },
      after: { oneOf: [first, branch("two", random)] },
    };
  },
  "part of allOf": (random) => {
    const one = object(random);
    return either({ allOf: [one] }, { allOf: [one, object(random)] }, random);
  },
  not: toggle(text, "not", (random) => ({ const: pick(random, WORDS) })),
  condition: (random) => {
    const one = object(random);
    const condition = JSON.parse('{ "if": { "required": ["a"] }, "then": { "required": ["b"] } }') as Schema;
    return either(one, { ...one, ...condition }, random);
  },
  readOnly: (random) => {
    const one = object(random);
    const marked = { ...one, properties: { ...one.properties, a: { type: "string", readOnly: true } } };
    return either({ ...one, properties: { ...one.properties, a: { type: "string" } } }, marked, random);
  },
  writeOnly: (random) => {
    const one = object(random);
    const marked = { ...one, properties: { ...one.properties, a: { type: "string", writeOnly: true } } };
    return either({ ...one, properties: { ...one.properties, a: { type: "string" } } }, marked, random);
  },
  description: (random) => {
    const one = pick(random, [...SCALARS, object(random)]);
    return { before: one, after: { ...one, description: "New.", title: "New" } };
  },
  "allOf of one": (random) => {
    const one = object(random);
    return either(one, { allOf: [one] }, random);
  },
  order: (random) => {
    const one = object(random);
    const properties = Object.fromEntries(Object.entries(one.properties).toReversed());
    return { before: one, after: { ...Object.fromEntries(Object.entries(one).toReversed()), properties } };
  },
};
