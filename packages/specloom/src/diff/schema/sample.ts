// Values that a sender may send, small ones first. They are proposals: whether one is a witness is for Ajv to say.
import type { Json } from "@specloom/api-model";

import { caseAccepts, countCharacters, numberAccepts, stringAccepts } from "./accepts.ts";
import { samplesOfFormat } from "./formats.ts";
import { declaredNames, isOpen, itemSchema, memberSchema, requiredNames } from "./members.ts";
import { findText } from "../regex/find-text.ts";
import type { SchemaReader } from "./schema-reader.ts";
import type { ArrayCase, Case, Conjunction, NumberCase, ObjectCase, StringCase } from "./shape.ts";

const DEEPEST = 12;

/** What a proposal must have. */
export interface Wish {
  /** Members that are there with this value. */
  readonly members?: Readonly<Record<string, Json>>;
  /** Members that are not there. */
  readonly without?: readonly string[];
  /** Items at these places. */
  readonly items?: readonly (Json | undefined)[];
  /** At least so many members or items. */
  readonly count?: number;
}

/** What was proposed once: the same members are filled for one proposal after another. */
const sampled = new WeakMap<SchemaReader, Map<string, readonly Json[]>>();

/** A few values of the conjunction, of every type that it allows. */
export function sampleValues(conjunction: Conjunction, reader: SchemaReader, depth = 0): readonly Json[] {
  if (depth > DEEPEST) return [];
  const known = sampled.get(reader) ?? new Map<string, readonly Json[]>();
  sampled.set(reader, known);
  const key = `${depth} ${conjunction.key}`;
  const found =
    known.get(key) ??
    (reader.casesOf(conjunction) ?? []).slice(0, 12).flatMap((item) => sampleCase(item, reader, depth));
  known.set(key, found);
  return found;
}

/** A few values of the case. */
export function sampleCase(item: Case, reader: SchemaReader, depth = 0): Json[] {
  const proposed = item.values ?? propose(item, reader, depth);
  return proposed.filter((value) => caseAccepts(item, value, reader) !== false);
}

/** Members that are tried one by one, and values of each. */
const MOST_MEMBERS = 12;
const MOST_VALUES = 3;

/** Values of many shapes: of an object the smallest, those with one optional member more, and the largest. */
export function sampleVariants(item: Case, reader: SchemaReader): Json[] {
  if (item.type !== "object" || item.values !== undefined) return sampleCase(item, reader);
  const members = declaredNames(item, reader)
    .slice(0, MOST_MEMBERS)
    .map(
      (name) => [name, sampleValues(memberSchema(item, name, reader), reader).slice(0, MOST_VALUES)] as const,
    );
  const single = members.flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
  const whole = Object.fromEntries(
    members.flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]])),
  );
  return [{}, ...single, whole]
    .flatMap((wished) => present(sampleObject(item, reader, { wish: { members: wished } })))
    .filter((value) => caseAccepts(item, value, reader) !== false);
}

function propose(item: Case, reader: SchemaReader, depth: number): readonly Json[] {
  switch (item.type) {
    case "null":
      return [null];
    case "boolean":
      return [true, false];
    case "number":
      return sampleNumbers(item);
    case "string":
      return sampleStrings(item);
    case "array":
      return present(sampleArray(item, reader, { depth }));
    default:
      return present(sampleObject(item, reader, { depth }));
  }
}

/** The value as a list: empty where there is none. */
export function present(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}

export function sampleNumbers(item: NumberCase): number[] {
  const step = item.multiples.reduce((one, other) => leastCommonMultiple(one, other), item.isInteger ? 1 : 0);
  const { minimum, maximum } = item;
  const inner = [
    0,
    1,
    -1,
    0.5,
    0.3,
    7,
    minimum,
    maximum,
    minimum + 1,
    maximum - 1,
    minimum + 0.5,
    maximum - 0.5,
  ];
  const middle = Number.isFinite(minimum) && Number.isFinite(maximum) ? [(minimum + maximum) / 2] : [];
  const stepped = [...inner, ...middle].flatMap((value) =>
    step > 0
      ? [
          Math.ceil(value / step) * step,
          Math.floor(value / step) * step,
          (Math.floor(value / step) + 1) * step,
        ]
      : [value],
  );
  return [...new Set(stepped)].filter((value) => Number.isFinite(value) && numberAccepts(item, value));
}

function leastCommonMultiple(one: number, other: number): number {
  if (one === 0 || other === 0) return one + other;
  for (let count = 1; count <= 1000; count++) if (Number.isInteger((one * count) / other)) return one * count;
  return one * other;
}

export function sampleStrings(item: StringCase, bounds: { min?: number; max?: number } = {}): string[] {
  const min = Math.max(item.minLength, bounds.min ?? 0);
  const max = Math.min(item.maxLength, bounds.max ?? Infinity);
  if (min > max || min > 100_000) return [];
  const formatted = item.formats.flatMap((format) => samplesOfFormat(format, min));
  const found = findText({ patterns: item.patterns, min, max });
  const long =
    Number.isFinite(max) && max > min && max < 3000
      ? findText({ patterns: item.patterns, min: max, max })
      : undefined;
  const plain = [
    "a".repeat(min),
    "Aé 0".repeat(Math.ceil(min / 4) + 1).slice(0, Math.max(min, Math.min(max, 4))),
    "0".repeat(Math.max(min, Math.min(max, 1))),
  ];
  const proposed = [
    ...formatted,
    ...(found.kind === "found" ? [found.text] : []),
    ...(long?.kind === "found" ? [long.text] : []),
    ...(item.patterns.length === 0 && formatted.length === 0 ? plain : []),
  ];
  return [...new Set(proposed)].filter((text) => {
    const length = countCharacters(text);
    return length >= min && length <= max && stringAccepts(item, text) !== false;
  });
}

export function sampleArray(
  item: ArrayCase,
  reader: SchemaReader,
  { wish = {}, depth = 0 }: { wish?: Wish; depth?: number },
): Json[] | undefined {
  const needed = item.contains.reduce((most, { min }) => Math.max(most, min), 0);
  const given = wish.items ?? [];
  const count = Math.max(item.minItems, wish.count ?? 0, needed, given.length);
  if (count > Math.min(item.maxItems, 2000)) return undefined;
  const items: Json[] = [];
  for (let index = 0; index < count; index++) {
    const part = index < needed ? item.contains[0] : undefined;
    const own = itemSchema(item, index, reader);
    const wanted = part === undefined ? own : reader.conjunction([...own.nodes, part.node]);
    const wished = given[index];
    const values = wished === undefined ? sampleValues(wanted, reader, depth + 1) : [wished];
    const fresh = item.isUnique ? values.find((value) => !hasItem(items, value)) : values[0];
    if (fresh === undefined) return undefined;
    items.push(fresh);
  }
  return items;
}

function hasItem(items: readonly Json[], value: Json): boolean {
  const text = JSON.stringify(value);
  return items.some((item) => JSON.stringify(item) === text);
}

export function sampleObject(
  item: ObjectCase,
  reader: SchemaReader,
  { wish = {}, depth = 0 }: { wish?: Wish; depth?: number },
): Json | undefined {
  const members = new Map<string, Json>(Object.entries(wish.members ?? {}));
  const without = new Set(wish.without);
  const add = (name: string): boolean => {
    if (members.has(name)) return true;
    const [value] = without.has(name)
      ? []
      : sampleValues(memberSchema(item, name, reader), reader, depth + 1);
    if (value === undefined) return false;
    members.set(name, value);
    return true;
  };
  for (const name of requiredNames(item)) if (!add(name)) return undefined;
  for (let pass = 0; pass < 5; pass++) {
    for (const { name, needs } of item.dependentRequired) {
      if (members.has(name)) for (const need of needs) if (!add(need)) return undefined;
    }
  }
  const wanted = Math.max(item.minProperties, wish.count ?? 0);
  const more = [...declaredNames(item, reader), ...(isOpen(item, reader) ? ["a", "b", "extra", "x-1"] : [])];
  for (const name of more) {
    if (members.size >= wanted) break;
    add(name);
  }
  return members.size < wanted || members.size > item.maxProperties ? undefined : Object.fromEntries(members);
}
