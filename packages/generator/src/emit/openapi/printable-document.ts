import type { Document } from "@specloom/api-model";

import { hasDeepReferences } from "./deep-references.ts";

/** Stands for a percent sign: a private character, which means nothing anywhere. */
const STAND_IN = "\u{10FFFD}";
/** A reference that is more than a place in the document written plainly. */
const ODD_REFERENCE = /"\$ref":(?! ?(?:"#\/[^"%\\]*"|\{))/;

/** A character of ASCII or half of another as an escape, or a reference that is not written as `JSON.stringify` would. */
const ODD_WRITING = /\\u(?:00[2-7]|d)|\\\/|"\$ref"(?:\s+:|:(?! ?["{]))/i;

/** A document that openapi-typescript prints as it is. */
export interface Printable {
  readonly document: Document;
  /** True where a reference leads elsewhere than to a component. */
  readonly isDeep: boolean;
}

/**
 * The document of a JSON text, printable.
 *
 * @throws SyntaxError where it is no JSON
 * @see makePrintable
 */
export function readPrintable(text: string): Printable {
  // What is looked for in the text must be found in it.
  const json = ODD_WRITING.test(text) ? JSON.stringify(JSON.parse(text)) : text;
  return { document: parsePrintable(json) as Document, isDeep: hasDeepReferences(json) };
}

function parsePrintable(json: string): unknown {
  // Where no text stops within a character, and no reference is odd, the signs alone are replaced, all at once.
  if (json.includes("\\ud") || ODD_REFERENCE.test(json)) return makePrintable(JSON.parse(json));
  return JSON.parse(json.replaceAll("%", STAND_IN));
}

/**
 * Makes every text of a document, in place, one that openapi-typescript prints as it is: well-formed, as a file of UTF-8
 * must be, and without a percent sign. It makes references of names and decodes them (RFC 3986, section 2.1), which changes
 * some and stops at others. A `$ref` to anything but a place in the document is left out: it leads to nothing by now.
 *
 * @see restorePercents
 */
export function makePrintable(value: unknown): unknown {
  if (typeof value === "string") return printableText(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = makePrintable(item);
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value);
  // Most objects keep their names, and are not worth making anew.
  if (members.every(([name]) => name !== "$ref" && printableText(name) === name)) {
    const object = value as Record<string, unknown>;
    for (const [name, item] of members)
      if (typeof item !== "number") setMember(object, name, makePrintable(item));
    return object;
  }
  return Object.fromEntries(
    members.flatMap(([name, item]) =>
      name === "$ref" && typeof item === "string"
        ? printableReference(item)
        : [[printableText(name), makePrintable(item)] as const],
    ),
  );
}

/** Puts the percent signs back into what was printed: in a string the printer writes their stand-in as two escapes. */
export function restorePercents(text: string): string {
  return text.replaceAll(STAND_IN, "%").replaceAll("\\uDBFF\\uDFFD", "%");
}

function printableReference(ref: string): (readonly [string, string])[] {
  return ref.startsWith("#/") ? [["$ref", printableText(decodeText(ref.toWellFormed()))]] : [];
}

function printableText(text: string): string {
  return text.toWellFormed().replaceAll("%", STAND_IN);
}

/** Text that is no percent-encoding stands for itself. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A member of any name: `__proto__` set in the usual way would change the prototype. */
function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (object[name] !== value)
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
