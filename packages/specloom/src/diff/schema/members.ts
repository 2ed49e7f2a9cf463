// What a case says about one member or one item.
import type { SchemaReader } from "./schema-reader.ts";
import type { ArrayCase, Conjunction, ObjectCase, SchemaNode } from "./shape.ts";

/** What was asked once about the members of a shape. */
const asked = new WeakMap<ObjectCase, Map<string, Conjunction>>();

/** Everything that holds for the member of that name. */
export function memberSchema(shape: ObjectCase, name: string, reader: SchemaReader): Conjunction {
  let members = asked.get(shape);
  if (members === undefined) asked.set(shape, (members = new Map()));
  const known = members.get(name);
  if (known !== undefined) return known;
  const made = reader.conjunction(shape.parts.flatMap((part) => nodesOf(part, name)));
  members.set(name, made);
  return made;
}

function nodesOf(part: ObjectCase["parts"][number], name: string): readonly SchemaNode[] {
  const own = part.properties.get(name);
  const matching = part.patterns.filter(({ pattern }) => matches(pattern, name)).map(({ node }) => node);
  if (own !== undefined) return [own, ...matching];
  if (matching.length > 0) return matching;
  return part.additional === undefined ? [] : [part.additional];
}

/** Everything that holds for members that no part declares and no pattern matches. */
export function otherMembers(shape: ObjectCase, reader: SchemaReader): Conjunction {
  return reader.conjunction(shape.parts.flatMap(({ additional }) => additional ?? []));
}

/** Names under `properties` of any part or `required`, those that nothing can fill left out. */
export function declaredNames(shape: ObjectCase, reader: SchemaReader): string[] {
  const declared = shape.parts.flatMap(({ properties }) => [...properties.keys()]);
  const names = new Set([...declared, ...requiredNames(shape)]);
  return [...names].filter((name) => !isImpossible(memberSchema(shape, name, reader), reader));
}

/**
 * True where a sender may add members that are not declared: `additionalProperties`, `unevaluatedProperties` or
 * `patternProperties` is written, and does not forbid them.
 */
export function isOpen(shape: ObjectCase, reader: SchemaReader): boolean {
  const isWritten = shape.parts.some(
    ({ additional, patterns }) => additional !== undefined || patterns.length > 0,
  );
  if (!isWritten) return false;
  const hasPatterns = shape.parts.some(({ patterns }) => patterns.length > 0);
  return hasPatterns || !isImpossible(otherMembers(shape, reader), reader);
}

/** Names that a value must have; what travels the other way only is not among them. */
export function requiredNames(shape: ObjectCase): string[] {
  const declared = (name: string): boolean => shape.parts.some(({ properties }) => properties.has(name));
  return [...shape.required].filter((name) => !shape.dropped.has(name) || declared(name));
}

/** Everything that holds for the item at that place. */
export function itemSchema(shape: ArrayCase, index: number, reader: SchemaReader): Conjunction {
  return reader.conjunction(shape.parts.flatMap(({ prefix, rest }) => prefix[index] ?? rest ?? []));
}

/** How many items have a place of their own. */
export function prefixLength(shape: ArrayCase): number {
  return Math.max(0, ...shape.parts.map(({ prefix }) => prefix.length));
}

/** The most items that there can be: past a place that nothing can fill there are none. */
export function mostItems(shape: ArrayCase, reader: SchemaReader): number {
  const length = prefixLength(shape);
  for (let index = 0; index <= length; index++) {
    if (isImpossible(itemSchema(shape, index, reader), reader)) return Math.min(index, shape.maxItems);
  }
  return shape.maxItems;
}

/** True where no value can satisfy the conjunction, as far as its cases tell. */
export function isImpossible(conjunction: Conjunction, reader: SchemaReader): boolean {
  return reader.casesOf(conjunction)?.length === 0;
}

const compiled = new Map<string, RegExp | undefined>();

/** Whether the text matches the pattern somewhere; a pattern that is none matches nothing. */
export function matches(pattern: string, text: string): boolean {
  if (!compiled.has(pattern)) {
    let expression: RegExp | undefined;
    try {
      expression = new RegExp(pattern, "u");
    } catch {
      expression = undefined;
    }
    compiled.set(pattern, expression);
  }
  return compiled.get(pattern)?.test(text) === true;
}
