// `const` and `enum`.
import type { Json, SchemaObject } from "@specloom/api-model";

import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import type { Printer } from "./printer.ts";
import { isNullable, isObject } from "./schema-reading.ts";

/** The type that holds one JSON value alone. */
export function literalType(value: Json): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => literalType(item)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${propertyKey(name)}: ${literalType(member)}`,
  );
  return `{ ${members.join("; ")} }`;
}

/**
 * The type of an `enum`. In a response it is open: a value that the server adds later still fits, and editors still
 * complete the known ones. A single value stays closed: it is a tag, as `const` is, and narrows unions.
 */
export function enumType(values: readonly Json[], schema: SchemaObject, printer: Printer): string {
  const literals = new Set(values.map((value) => literalType(value)));
  if (isNullable(schema)) literals.add("null");
  const open = printer.direction === "response" && isOpenEnum(values);
  if (open && values.some((value) => typeof value === "string")) literals.add("(string & {})");
  if (open && values.some((value) => typeof value === "number")) literals.add("(number & {})");
  if (open && !values.every((value) => typeof value === "boolean" || value === null))
    printer.differ("open-enum");
  return literals.size === 0 ? "never" : [...literals].join(" | ");
}

/** Whether the type of an `enum` in a response takes values that are not listed. */
export function isOpenEnum(values: readonly Json[]): boolean {
  return values.filter((value) => value !== null).length > 1;
}
