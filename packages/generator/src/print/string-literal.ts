// One of the three doors by which text of a document enters code.
import { escapeUnsafeCharacters } from "./unsafe-characters.ts";

/** A double-quoted literal, good as a value and as a type. Lone surrogates become U+FFFD: no UTF-8 file can hold them. */
export function stringLiteral(text: string): string {
  return escapeUnsafeCharacters(JSON.stringify(text.toWellFormed()));
}

/** A JSON text, line by line as it will be read, without a character that hides or moves text about. */
export function jsonText(value: unknown): string {
  return escapeHiding(JSON.stringify(value, undefined, 2));
}

function escapeHiding(json: string): string {
  // Few characters are none of ASCII, and classes of Unicode take long to look for.
  return json.replaceAll(/[^\n\x20-\x7E]+/g, (others) => others.replaceAll(HIDING, escapeInJson));
}

const HIDING = /[\p{Cf}\u007F-\u009F\u2028\u2029]/gu;

/**
 * An object of JSON as a raw template, with a line for each entry of each of its members, so that a change of one is a line
 * of a diff. It can be large: a compiler reads one string here where a literal of the same data would have it check every
 * member, and to lay out all of it would double it.
 */
export function jsonTemplate(value: object): string {
  return `String.raw\`\n${layered(value, { depth: 2, write: templateText })}\n\``;
}

/** A JSON text as {@link jsonText} gives it down to a depth, and below that in one line. */
export function jsonLines(value: unknown, depth: number): string {
  return layered(value, { depth, write: (inner) => escapeHiding(JSON.stringify(inner)) });
}

interface Layers {
  readonly depth: number;
  /** Writes what stands in one line. */
  readonly write: (value: unknown) => string;
  readonly indent?: string;
}

function layered(value: unknown, { depth, write, indent = "" }: Layers): string {
  if (depth === 0 || typeof value !== "object" || value === null) return write(value);
  const below = { depth: depth - 1, write, indent: `${indent}  ` };
  const [signs, lines] = Array.isArray(value)
    ? ["[]", value.map((item: unknown) => layered(item, below))]
    : ["{}", memberLines(value, below)];
  if (lines.length === 0) return signs;
  const [open, close] = signs;
  return `${open}\n${below.indent}${lines.join(`,\n${below.indent}`)}\n${indent}${close}`;
}

function memberLines(value: object, below: Layers): readonly string[] {
  return Object.entries(value as Record<string, unknown>)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${below.write(name)}: ${layered(member, below)}`);
}

function templateText(value: unknown): string {
  const json = escapeHiding(JSON.stringify(value));
  // To look for a sign costs less than to look for either.
  return json.includes("`") || json.includes("${") ? json.replaceAll(/`|\$(?=\{)/g, escapeInJson) : json;
}

/** A character that can only stand inside the strings of a JSON text, as escapes of theirs (RFC 8259, section 7). */
function escapeInJson(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

// `__proto__: x` sets the prototype of an object literal, and `new(): x` in an interface is a constructor.
const MAGIC_KEYS: ReadonlySet<string> = new Set(["__proto__", "new"]);
const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** The key of a member, in an object literal and in a type alike. */
export function propertyKey(name: string): string {
  if (MAGIC_KEYS.has(name)) return `[${stringLiteral(name)}]`;
  return PLAIN_KEY.test(name) ? name : stringLiteral(name);
}
