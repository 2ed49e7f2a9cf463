// Values for a probe: one that a schema allows, and those at and beyond each of its bounds.
import type { ApiModel, Json, Schema, SchemaObject } from "@specloom/api-model";

type Schemas = ApiModel["schemas"];

export function resolve(schemas: Schemas, schema: Schema | undefined, depth = 0): SchemaObject {
  if (typeof schema !== "object") return {};
  const reference = schema["$ref"];
  return typeof reference === "string" && depth < 9
    ? resolve(schemas, schemas[reference], depth + 1)
    : schema;
}

export function isObject(value: unknown): value is { readonly [member: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A plain value that keeps the simple keywords. */
export function plainValue(schemas: Schemas, written: Schema | undefined): Json {
  const schema = resolve(schemas, written);
  const { enum: values, minimum, minLength, example } = schema;
  if (example !== undefined) return example;
  if (Array.isArray(values)) return values[0] ?? null;
  switch ([schema["type"]].flat()[0]) {
    case "integer":
    case "number":
      return typeof minimum === "number" ? minimum : 1;
    case "boolean":
      return true;
    case "array":
      return [];
    case "object":
      return requiredBody(schemas, schema);
    default:
      return "probe".padEnd(typeof minLength === "number" ? minLength : 0, "x");
  }
}

function requiredBody(schemas: Schemas, { properties, required }: SchemaObject): Json {
  const names: readonly Json[] = Array.isArray(required) ? required : [];
  const members = isObject(properties) ? Object.entries(properties) : [];
  return Object.fromEntries(
    members.flatMap(([name, inner]) =>
      names.includes(name) ? [[name, plainValue(schemas, asSchema(inner))] as const] : [],
    ),
  );
}

export function asSchema(value: Json | undefined): Schema | undefined {
  return typeof value === "boolean" || isObject(value) ? value : undefined;
}

const TEXTS: readonly string[] = [
  "",
  " ",
  " padded ",
  "Ünïcode ﬁ",
  "日本語 עברית",
  "😀👩‍👩‍👧",
  `quote ' " \\ % & <b>`,
  "line\nbreak",
  "UPPER lower",
  "x".repeat(65),
  "y".repeat(256),
  "z".repeat(300),
];
const ODD: readonly Json[] = [null, 0, 1, -1, 1.5, true, "", "7", "text", [], ["a"], {}];

/** What a member or parameter may be given: at its bounds, beyond them, of other types. */
export function edgeValues(schemas: Schemas, written: Schema | undefined): readonly Json[] {
  const schema = resolve(schemas, written);
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].flatMap(
    (keyword) => around(schema[keyword]),
  );
  const lengths = ["minLength", "maxLength"]
    .flatMap((keyword) => around(schema[keyword]))
    .filter((length) => length >= 0 && length < 10_000);
  const values: readonly Json[] = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  return [...ODD, ...TEXTS, ...values, ...bounds, ...lengths.map((length) => "x".repeat(length))];
}

function around(bound: Json | undefined): readonly number[] {
  return typeof bound === "number" ? [bound - 2, bound - 1, bound, bound + 1, bound + 2] : [];
}
