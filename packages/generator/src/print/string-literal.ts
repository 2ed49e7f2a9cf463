// One of the three doors by which text of a document enters code.
import { escapeUnsafeCharacters } from "./unsafe-characters.ts";

/** A double-quoted literal, good as a value and as a type. Lone surrogates become U+FFFD: no UTF-8 file can hold them. */
export function stringLiteral(text: string): string {
  return escapeUnsafeCharacters(JSON.stringify(text.toWellFormed()));
}

// `__proto__: x` sets the prototype of an object literal, and `new(): x` in an interface is a constructor.
const MAGIC_KEYS: ReadonlySet<string> = new Set(["__proto__", "new"]);
const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** The key of a member, in an object literal and in a type alike. */
export function propertyKey(name: string): string {
  if (MAGIC_KEYS.has(name)) return `[${stringLiteral(name)}]`;
  return PLAIN_KEY.test(name) ? name : stringLiteral(name);
}
