import { formats } from "./formats.ts";
import type { ValidatorHelpers } from "./validator.ts";

/** What generated validators are given. */
export const helpers: ValidatorHelpers = { equal, length, formats };

function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(mine);
  return (
    names.length === Object.keys(theirs).length &&
    names.every((name) => Object.hasOwn(theirs, name) && equal(mine[name], theirs[name]))
  );
}
