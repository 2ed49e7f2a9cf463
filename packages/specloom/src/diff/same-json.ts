import { isList, isObject, type Json } from "@specloom/api-model";

/** A text as it is, any other value as JSON. */
export function spellJson(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** True where two JSON values are equal; the order of members does not matter. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one)) {
    return (
      isList(other) && one.length === other.length && one.every((item, index) => sameJson(item, other[index]))
    );
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
  );
}
