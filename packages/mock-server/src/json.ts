// Small helpers over JSON values. Objects are built with `Object.fromEntries`, so that a member called `__proto__` stays data.
import type { Json } from "@specloom/api-model";

export type JsonObject = { readonly [member: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own member of an object; undefined for what is inherited (`constructor`) and for anything that is no object. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Names of a value pointer (RFC 6901): `/page_info/end_cursor` to `["page_info", "end_cursor"]`. */
export function pointerNames(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A copy of `target` with `value` at the place that `names` lead to; undefined takes the member away. Objects on the way are made. */
export function withValueAt(target: Json, names: readonly string[], value: Json | undefined): Json {
  const [name, ...rest] = names;
  if (name === undefined) return value ?? null;
  const entries = new Map(Object.entries(isJsonObject(target) ? target : {}));
  if (rest.length > 0) {
    if (value !== undefined || entries.has(name)) {
      entries.set(name, withValueAt(entries.get(name) ?? {}, rest, value));
    }
  } else if (value === undefined) entries.delete(name);
  else entries.set(name, value);
  return Object.fromEntries(entries);
}

/** Equality of JSON values, blind to the order of members. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => sameJson(item, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]))
  );
}
