// Values around the edges of one schema: each constraint at its bound and just beyond, each listed value and one that is
// not, each wrong type. Which of them are valid is not claimed here: the caller asks the schema.
import type { Json, Schema, SchemaObject } from "@specloom/api-model";
import type { Schemas } from "../judge/schemas.ts";
import { isFreeString } from "./mark-name.ts";
import { sampleValue } from "./sample-value.ts";
import { fourPlanes, longText, oddText, textOf } from "./text-samples.ts";

/** Longest text and list that is made to reach a bound. */
const maxSize = 5000;

const samples: { readonly [type: string]: Json } = {
  string: "text",
  number: 7.5,
  integer: 7,
  boolean: true,
  object: {},
  array: ["text"],
  null: null,
};

/** Values at the edges of a schema that a correct server may accept. */
export function edgeValues(schemas: Schemas, schema: Schema): readonly Json[] {
  const resolved = schemas.resolve(schema);
  if (Array.isArray(resolved["enum"])) return resolved["enum"] as readonly Json[];
  if (resolved["const"] !== undefined) return [];
  const types = resolvedTypes(resolved);
  return [
    ...(types.has("string") ? textEdges(schemas, resolved) : []),
    ...(types.has("integer") || types.has("number") ? numberEdges(resolved) : []),
    ...(types.has("array") ? listEdges(schemas, resolved, [0, 0]) : []),
    ...(types.has("boolean") ? [true, false] : []),
    ...(types.has("null") ? [null] : []),
  ];
}

/** Values just outside of a schema. */
export function outsideValues(schemas: Schemas, schema: Schema, present: Json | undefined): readonly Json[] {
  const resolved = schemas.resolve(schema);
  const types = resolvedTypes(resolved);
  const wrongTypes =
    types.size === 0 ? [] : Object.keys(samples).filter((type) => !covers(types, type) && type !== "integer");
  return [
    ...wrongTypes.map((type) => samples[type] as Json),
    ...(types.has("integer") ? ["7"] : []),
    ...unlisted(resolved),
    ...(types.has("string") ? textsOutside(resolved, present) : []),
    ...(types.has("integer") || types.has("number") ? numbersOutside(resolved) : []),
    ...(types.has("array") ? listEdges(schemas, resolved, [-1, 1]) : []),
  ];
}

/** Types that a schema names; none where it names none. */
export function resolvedTypes(resolved: SchemaObject): ReadonlySet<string> {
  const type = resolved["type"];
  if (Array.isArray(type)) return new Set(type.map(String));
  if (typeof type === "string") return new Set([type]);
  return new Set(resolved["properties"] === undefined ? [] : ["object"]);
}

function covers(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === "integer" && types.has("number"));
}

function unlisted(resolved: SchemaObject): readonly Json[] {
  const listed = resolved["const"] === undefined ? resolved["enum"] : [resolved["const"]];
  if (!Array.isArray(listed)) return [];
  return typeof listed[0] === "number" ? [Math.max(...listed.map(Number)) + 1] : ["specloom-unlisted"];
}

function textEdges(schemas: Schemas, resolved: SchemaObject): readonly Json[] {
  if (!isFreeString(schemas, resolved)) return [];
  const [least, most] = [numberAt(resolved, "minLength"), numberAt(resolved, "maxLength")];
  const odd = most === undefined || Array.from(oddText).length <= most ? oddText : fourPlanes;
  // Four bytes and two UTF-16 units a letter: who counts those refuses it.
  const longest = most === undefined || most > maxSize ? longText : textOf(most, "\u{1F600}");
  return [longest, `${textOf((least ?? 0) - 5)}${odd}`, textOf(least ?? 1)];
}

function textsOutside(resolved: SchemaObject, present: Json | undefined): readonly Json[] {
  const [least, most] = [numberAt(resolved, "minLength"), numberAt(resolved, "maxLength")];
  const shown = typeof present === "string" ? present : "";
  return [
    ...(least === undefined || least === 0 ? [] : [textOf(least - 1)]),
    ...(most === undefined || most > maxSize ? [] : [textOf(most + 1)]),
    ...(resolved["pattern"] === undefined ? [] : [`${shown}!`, `!${shown}`, ""]),
  ];
}

function numberEdges(resolved: SchemaObject): readonly Json[] {
  const { least, most, step } = range(resolved);
  return [least, most].filter((edge) => edge !== undefined && Number.isSafeInteger(edge / step)) as Json[];
}

function numbersOutside(resolved: SchemaObject): readonly Json[] {
  const { least, most, step } = range(resolved);
  return [
    ...(least === undefined ? [] : [least - step]),
    ...(least === undefined || least < 0 || least === step - 1 ? [] : [-1]),
    ...(most === undefined ? [] : [most + step]),
    ...(resolvedTypes(resolved).has("integer") ? [(least ?? 0) + 0.5] : []),
    ...(resolved["multipleOf"] === undefined ? [] : [(least ?? 0) + step / 2]),
  ];
}

/** The least and the greatest number, both included. */
function range(resolved: SchemaObject): { least?: number; most?: number; step: number } {
  const step = numberAt(resolved, "multipleOf") ?? (resolvedTypes(resolved).has("integer") ? 1 : 0.5);
  const above = numberAt(resolved, "exclusiveMinimum");
  const below = numberAt(resolved, "exclusiveMaximum");
  const least = numberAt(resolved, "minimum") ?? (above === undefined ? undefined : above + step);
  const most = numberAt(resolved, "maximum") ?? (below === undefined ? undefined : below - step);
  return { step, ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}

/** Lists as long as the bounds, moved outward by these; and one with a repeated item where that is forbidden. */
function listEdges(
  schemas: Schemas,
  resolved: SchemaObject,
  [down, up]: readonly [down: number, up: number],
): readonly Json[] {
  const item = sampleValue(schemas, (resolved["items"] ?? true) as Schema);
  if (item === undefined) return [];
  const isUnique = resolved["uniqueItems"] === true;
  const bounds = [
    [numberAt(resolved, "minItems"), down],
    [numberAt(resolved, "maxItems"), up],
  ] as const;
  const lengths = bounds.flatMap(([bound, by]) => (bound === undefined ? [] : [bound + by]));
  const lists = lengths.filter((length) => length >= 0 && length <= maxSize && (length < 2 || !isUnique));
  return [
    ...lists.map((length) => Array.from({ length }, () => item)),
    ...(isUnique && up > 0 ? [[item, item]] : []),
  ];
}

function numberAt(resolved: SchemaObject, keyword: string): number | undefined {
  const value = resolved[keyword];
  return typeof value === "number" ? value : undefined;
}
