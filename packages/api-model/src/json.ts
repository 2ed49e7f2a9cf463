// Reading untrusted JSON without trusting its prototypes: only own members count, so that a document's `__proto__` or
// `constructor` is a name like any other.
import type { Json } from "./model.ts";

/** A JSON object (RFC 8259, section 4). */
export interface JsonObject {
  readonly [member: string]: Json;
}

/** True for a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a JSON array. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object's own member of that name; undefined where there is none or `value` is no object. */
export function memberOf(value: unknown, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The own member of that name if it is a string. */
export function textOf(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name);
  return typeof found === "string" ? found : undefined;
}

/** True where the own member of that name is `true`. */
export function flagOf(value: unknown, name: string): boolean {
  return memberOf(value, name) === true;
}

/** Own members in document order; none where `value` is no object. */
export function entriesOf(value: unknown): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The elements; none where `value` is no array. */
export function itemsOf(value: unknown): readonly Json[] {
  return isList(value) ? value : [];
}

/** `{ name: text }` where the member is a string, else nothing: for optional members that must stay absent. */
export function optionalText<Name extends string>(value: unknown, name: Name): { [Key in Name]?: string } {
  const text = textOf(value, name);
  return (text === undefined ? {} : { [name]: text }) as { [Key in Name]?: string };
}

/** What a value is, in the words of a message: `an array`, `the string "x"`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return `the string ${JSON.stringify(shorten(value))}`;
  return typeof value === "number" || typeof value === "boolean"
    ? `the ${typeof value} ${value}`
    : typeof value;
}

/** Text cut to a length that fits a message. */
export function shorten(text: string, length = 80): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
