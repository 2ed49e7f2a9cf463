import type { Json } from "@specloom/api-model";

import type { Place } from "./difference.ts";
import { declaredNames, memberSchema, requiredNames } from "./members.ts";
import type { SchemaReader } from "./schema-reader.ts";
import { typeOfJson, type Case, type ObjectCase } from "./shape.ts";

/** Values or types that a member may have and still be split by. */
const MOST_PIECES = 30;
const MOST_MEMBERS = 20;

/** Ways to take an object case apart into cases that together allow the same: by one member each. */
export function splitCase(item: Case, taken: readonly Case[], { sender, receiver }: Place): Case[][] {
  if (item.type !== "object" || taken.length < 2) return [];
  const telling = declaredNames(item, sender).filter((name) => {
    const keys = taken.map((other) =>
      other.type === "object"
        ? `${memberSchema(other, name, receiver).key} ${other.required.has(name)}`
        : other.type,
    );
    return new Set(keys).size > 1;
  });
  return telling.slice(0, MOST_MEMBERS).flatMap((name) => {
    const pieces = splitBy(item, name, sender);
    return pieces.length > 1 && pieces.length <= MOST_PIECES ? [pieces] : [];
  });
}

function splitBy(item: ObjectCase, name: string, reader: SchemaReader): Case[] {
  const cases = reader.casesOf(memberSchema(item, name, reader)) ?? [];
  const isRequired = requiredNames(item).includes(name);
  const withMember = (schema: Json, key: string): Case => {
    const node = reader.node(
      reader.synthetic(item.parts, `${name} ${key}`, () => schema),
      "#",
    );
    const part = { properties: new Map([[name, node]]), patterns: [] };
    return { ...item, required: new Set([...item.required, name]), parts: [...item.parts, part] };
  };
  const pieces = cases.flatMap((own): Case[] => {
    if (own.values !== undefined) {
      return own.values.map((value) =>
        withMember({ const: value }, JSON.stringify([typeOfJson(value), value])),
      );
    }
    return own.type === "boolean"
      ? [true, false].map((value) => withMember({ const: value }, String(value)))
      : [withMember({ type: own.type }, own.type)];
  });
  if (isRequired) return pieces;
  const absent = reader.node(false, "#");
  const without = { properties: new Map([[name, absent]]), patterns: [] };
  return [...pieces, { ...item, parts: [...item.parts, without] }];
}
