import { sameJson } from "../same-json.ts";
import type { ArrayCase, Case, NumberCase, ObjectCase, StringCase } from "./shape.ts";

/** Every pair of cases that can hold together, as one case each. */
export function multiplyCases(ones: readonly Case[], others: readonly Case[]): Case[] {
  return ones.flatMap((one) => others.flatMap((other) => mergeCases(one, other) ?? []));
}

/** What holds where both cases hold; undefined where that is nothing. */
export function mergeCases(one: Case, other: Case): Case | undefined {
  const values = mergeValues(one.values, other.values);
  if (values?.length === 0) return undefined;
  const merged = mergeKinds(one, other);
  if (merged === undefined) return undefined;
  return {
    ...merged,
    ...(values && { values }),
    excludes: unite(one.excludes, other.excludes),
    opaque: unite(one.opaque, other.opaque),
    label: [one.label, other.label].filter((label) => label !== "").join("+"),
  };
}

function mergeValues(one: Case["values"], other: Case["values"]): Case["values"] {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((value) => other.some((also) => sameJson(value, also)));
}

function mergeKinds(one: Case, other: Case): Case | undefined {
  if (one.type === "number" && other.type === "number") return mergeNumbers(one, other);
  if (one.type === "string" && other.type === "string") return mergeStrings(one, other);
  if (one.type === "array" && other.type === "array") return mergeArrays(one, other);
  if (one.type === "object" && other.type === "object") return mergeObjects(one, other);
  return one.type === other.type ? one : undefined;
}

function mergeNumbers(one: NumberCase, other: NumberCase): NumberCase | undefined {
  const lower = one.minimum > other.minimum || (one.minimum === other.minimum && one.isMinimumExclusive);
  const upper = one.maximum < other.maximum || (one.maximum === other.maximum && one.isMaximumExclusive);
  const low = lower ? one : other;
  const high = upper ? one : other;
  const isEmpty =
    low.minimum > high.maximum ||
    (low.minimum === high.maximum && (low.isMinimumExclusive || high.isMaximumExclusive));
  if (isEmpty) return undefined;
  return {
    ...one,
    minimum: low.minimum,
    isMinimumExclusive: low.isMinimumExclusive,
    maximum: high.maximum,
    isMaximumExclusive: high.isMaximumExclusive,
    isInteger: one.isInteger || other.isInteger,
    multiples: unite(one.multiples, other.multiples),
  };
}

function mergeStrings(one: StringCase, other: StringCase): StringCase | undefined {
  const minLength = Math.max(one.minLength, other.minLength);
  const maxLength = Math.min(one.maxLength, other.maxLength);
  if (minLength > maxLength) return undefined;
  return {
    ...one,
    minLength,
    maxLength,
    patterns: unite(one.patterns, other.patterns),
    formats: unite(one.formats, other.formats),
  };
}

function mergeArrays(one: ArrayCase, other: ArrayCase): ArrayCase | undefined {
  const minItems = Math.max(one.minItems, other.minItems);
  const maxItems = Math.min(one.maxItems, other.maxItems);
  if (minItems > maxItems) return undefined;
  return {
    ...one,
    parts: [...one.parts, ...other.parts],
    minItems,
    maxItems,
    isUnique: one.isUnique || other.isUnique,
    contains: [...one.contains, ...other.contains],
  };
}

function mergeObjects(one: ObjectCase, other: ObjectCase): ObjectCase {
  return {
    ...one,
    parts: [...one.parts, ...other.parts],
    required: new Set([...one.required, ...other.required]),
    minProperties: Math.max(one.minProperties, other.minProperties),
    maxProperties: Math.min(one.maxProperties, other.maxProperties),
    names: [...one.names, ...other.names],
    dependentRequired: [...one.dependentRequired, ...other.dependentRequired],
    dropped: new Set([...one.dropped, ...other.dropped]),
  };
}

function unite<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...new Set([...one, ...other])];
}
