import type { Json } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";

const instant = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** True where two JSON values mean the same: order of members aside, and one instant however it is written (RFC 3339). */
function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  return same(a, b, sameInstant);
}

/** True where two JSON values are equal, order of members aside. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return same(a, b, () => false);
}

function sameInstant(a: string, b: string): boolean {
  return instant.test(a) && instant.test(b) && Date.parse(a) === Date.parse(b);
}

function same(
  a: Json | undefined,
  b: Json | undefined,
  sameText: (a: string, b: string) => boolean,
): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string") return sameText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: Json, index) => same(item, b[index] as Json, sameText));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name], sameText))
  );
}

/** The first of these members in which two objects differ; absent where they agree. */
export function firstDifference(
  a: { readonly [member: string]: Json },
  b: { readonly [member: string]: Json },
  members: Iterable<string>,
): string | undefined {
  for (const name of members) {
    const own = (value: { readonly [member: string]: Json }) =>
      Object.hasOwn(value, name) ? value[name] : undefined;
    if (!sameValue(own(a), own(b))) return name;
  }
  return undefined;
}

/** True where a value says all that a part says: objects may hold further members, everything else is the same. */
export function holdsValue(value: Json | undefined, part: Json | undefined): boolean {
  if (!isObject(part)) return sameValue(value, part);
  return (
    isObject(value) &&
    Object.entries(part).every(
      ([name, member]) => Object.hasOwn(value, name) && holdsValue(value[name], member),
    )
  );
}
