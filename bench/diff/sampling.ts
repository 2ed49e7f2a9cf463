// Random values of a drawn schema. They need not satisfy it: a validator picks those that do.
import type { Drawn } from "./documents.ts";
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

const DEEPEST = 6;
const TEXTS = [
  "",
  "a",
  "red",
  "green",
  "grey",
  "foo",
  "x-1",
  "0",
  "é€",
  "longer than six",
  "a".repeat(30),
  "b".repeat(61),
];
const NUMBERS = [0, 1, -1, 0.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 21, 100, 101, -6, 1e9, 3.25];
const SCALARS: readonly Json[] = [null, true, false, 0, 1, 2.5, "a", "red", "", [], {}];

export function sampleValue(
  random: Random,
  schema: Json,
  at: { schemas: Drawn["schemas"]; depth?: number },
): Json {
  const { schemas, depth = 0 } = at;
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return pick(random, SCALARS);
  const inner = { schemas, depth: depth + 1 };
  const own = schema as Schema;
  const { $ref } = own;
  if (typeof $ref === "string") {
    const target = schemas[$ref.slice($ref.lastIndexOf("/") + 1)] ?? true;
    return depth > DEEPEST ? null : sampleValue(random, target, inner);
  }
  if (Array.isArray(own["enum"]) && chance(random, 0.8)) return pick(random, own["enum"] as Json[]);
  if (own["const"] !== undefined) return own["const"];
  for (const name of ["anyOf", "oneOf"]) {
    if (Array.isArray(own[name])) return sampleValue(random, pick(random, own[name] as Json[]), inner);
  }
  if (Array.isArray(own["allOf"])) {
    const parts = (own["allOf"] as Json[]).map((part) => sampleValue(random, part, inner));
    return parts.every((part) => typeof part === "object" && part !== null)
      ? (Object.assign({}, ...parts) as Json)
      : (parts[0] ?? null);
  }
  return sampleType(random, own, inner);
}

function sampleType(random: Random, schema: Schema, at: { schemas: Drawn["schemas"]; depth: number }): Json {
  const { type } = schema;
  switch (Array.isArray(type) ? pick(random, type as string[]) : type) {
    case "object":
      return sampleObject(random, schema, at);
    case "array": {
      const places = Array.isArray(schema["prefixItems"]) ? (schema["prefixItems"] as Json[]) : [];
      const count = at.depth > DEEPEST ? 0 : between(random, 0, 6);
      const items = Array.from({ length: count }, (_, index) =>
        sampleValue(random, places[index] ?? schema["items"] ?? true, at),
      );
      return chance(random, 0.3) && items.length > 1 ? items.map(() => items[0] ?? null) : items;
    }
    case "string":
      return sampleText(random, schema);
    case "integer":
      return Math.trunc(sampleNumber(random, schema));
    case "number":
      return sampleNumber(random, schema);
    case "boolean":
      return chance(random, 0.5);
    case "null":
      return null;
    default:
      return pick(random, SCALARS);
  }
}

function sampleObject(
  random: Random,
  schema: Schema,
  at: { schemas: Drawn["schemas"]; depth: number },
): Json {
  const { properties = {}, required = [], additionalProperties, patternProperties } = schema;
  const value: Record<string, Json> = {};
  const often = pick(random, [0.2, 0.6, 0.95]);
  for (const [name, member] of Object.entries(properties as Schema)) {
    const isRequired = (required as readonly Json[]).includes(name);
    if ((isRequired || chance(random, often)) && (isRequired || at.depth <= DEEPEST))
      value[name] = sampleValue(random, member, at);
  }
  const more = additionalProperties ?? (patternProperties === undefined ? undefined : true);
  if (more !== undefined && more !== false && at.depth <= DEEPEST) {
    for (const name of ["p", "q", "x-1", "long name"])
      if (chance(random, 0.5)) value[name] = sampleValue(random, more, at);
  }
  for (const [pattern, member] of Object.entries((patternProperties ?? {}) as Schema)) {
    if (chance(random, 0.8))
      value[pick(random, PATTERNS.get(pattern) ?? ["x-2"])] = sampleValue(random, member, at);
  }
  return value;
}

function sampleText(random: Random, { pattern, format, minLength, maxLength }: Schema): string {
  const known = [
    ...(PATTERNS.get(typeof pattern === "string" ? pattern : "") ?? []),
    ...(FORMATS.get(typeof format === "string" ? format : "") ?? []),
  ];
  if (known.length > 0) return pick(random, known);
  const bounds = [minLength, maxLength].filter((bound) => typeof bound === "number");
  const others = [...PATTERNS.values(), ...FORMATS.values()].flat();
  return pick(random, [...TEXTS, ...others, ...bounds.map((bound) => "a".repeat(bound))]);
}

function sampleNumber(random: Random, schema: Schema): number {
  const limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].map(
    (name) => schema[name],
  );
  const near = limits.flatMap((limit) =>
    typeof limit === "number" ? [limit, limit + 1, limit - 1, limit + 0.5, limit * 3] : [],
  );
  return pick(random, [...NUMBERS, ...near]);
}
