// Whether a value satisfies a conjunction, as far as its cases tell. The prover's own word: what it finds is confirmed by Ajv.
import { isObject, type Json } from "@specloom/api-model";

import { sameJson } from "../same-json.ts";
import { itemSchema, matches, memberSchema, requiredNames } from "./members.ts";
import type { SchemaReader } from "./schema-reader.ts";
import { mayHaveFormat, surelyHasFormat } from "./formats.ts";
import {
  typeOfJson,
  type ArrayCase,
  type Case,
  type Conjunction,
  type NumberCase,
  type ObjectCase,
  type StringCase,
} from "./shape.ts";

/** Undefined where the cases do not tell. */
export type Answer = boolean | undefined;

export function acceptsValue(conjunction: Conjunction, value: Json, reader: SchemaReader): Answer {
  const cases = reader.casesOf(conjunction);
  if (cases === undefined) return undefined;
  let answer: Answer = false;
  for (const item of cases) {
    if (item.type !== typeOfJson(value)) continue;
    const own = caseAccepts(item, value, reader);
    if (own === true) return true;
    if (own === undefined) answer = undefined;
  }
  return answer;
}

/** All of the answers: false if one is, else undefined if one is. */
function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

export function caseAccepts(item: Case, value: Json, reader: SchemaReader): Answer {
  if (item.type !== typeOfJson(value)) return false;
  if (item.values !== undefined && !item.values.some((one) => sameJson(one, value))) return false;
  const excluded = item.excludes.map((other) => {
    const answer = acceptsValue(other, value, reader);
    return answer === undefined ? undefined : !answer;
  });
  const hidden = item.opaque.length > 0 ? [undefined] : [];
  return all([shapeAccepts(item, value, reader), ...excluded, ...hidden]);
}

function shapeAccepts(item: Case, value: Json, reader: SchemaReader): Answer {
  if (item.type === "number") return numberAccepts(item, value as number);
  if (item.type === "string") return stringAccepts(item, value as string);
  if (item.type === "array") return arrayAccepts(item, value as readonly Json[], reader);
  return item.type === "object" ? objectAccepts(item, value, reader) : true;
}

export function numberAccepts(item: NumberCase, value: number): boolean {
  if (item.isMinimumExclusive ? value <= item.minimum : value < item.minimum) return false;
  if (item.isMaximumExclusive ? value >= item.maximum : value > item.maximum) return false;
  if (item.isInteger && !Number.isInteger(value)) return false;
  return item.multiples.every((step) => isMultiple(value, step));
}

/** As Ajv judges: the quotient is a whole number. */
export function isMultiple(value: number, step: number): boolean {
  return Number.isInteger(value / step);
}

export function stringAccepts(item: StringCase, value: string): Answer {
  const length = countCharacters(value);
  if (length < item.minLength || length > item.maxLength) return false;
  if (!item.patterns.every((pattern) => matches(pattern, value))) return false;
  if (!item.formats.every((format) => mayHaveFormat(value, format))) return false;
  return item.formats.every((format) => surelyHasFormat(value, format)) ? true : undefined;
}

/** Code points, as JSON Schema counts the length of texts. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function arrayAccepts(item: ArrayCase, value: readonly Json[], reader: SchemaReader): Answer {
  if (value.length < item.minItems || value.length > item.maxItems) return false;
  if (
    item.isUnique &&
    value.some((one, index) => value.slice(0, index).some((other) => sameJson(one, other)))
  ) {
    return false;
  }
  const contained = item.contains.map(({ node, min, max }): Answer => {
    const answers = value.map((one) => acceptsValue(reader.conjunction([node]), one, reader));
    const sure = answers.filter((answer) => answer === true).length;
    const possible = answers.filter((answer) => answer !== false).length;
    if (possible < min || sure > max) return false;
    return sure >= min && possible <= max ? true : undefined;
  });
  const items = value.map((one, index) => acceptsValue(itemSchema(item, index, reader), one, reader));
  return all([...contained, ...items]);
}

function objectAccepts(item: ObjectCase, value: Json, reader: SchemaReader): Answer {
  if (!isObject(value)) return false;
  const names = Object.keys(value);
  if (names.length < item.minProperties || names.length > item.maxProperties) return false;
  if (requiredNames(item).some((name) => !Object.hasOwn(value, name))) return false;
  const lacks = item.dependentRequired.some(
    ({ name, needs }) => Object.hasOwn(value, name) && needs.some((need) => !Object.hasOwn(value, need)),
  );
  if (lacks) return false;
  const named = names.flatMap((name) =>
    item.names.map((node) => acceptsValue(reader.conjunction([node]), name, reader)),
  );
  const members = names.map((name) =>
    acceptsValue(memberSchema(item, name, reader), value[name] ?? null, reader),
  );
  return all([...named, ...members]);
}
