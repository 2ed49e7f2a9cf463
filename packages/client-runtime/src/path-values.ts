// Values into a path template. A value becomes exactly one segment, or the call is refused: WHATWG URL resolves the
// segments `.` and `..`, also written `%2e`, and so would turn one endpoint into another.

import { PathError } from "./errors/path-error.ts";

/**
 * The template with each `{name}` replaced by its percent-encoded value; a list in style `simple`.
 *
 * @throws {PathError} A value is missing, empty, an object or not well-formed Unicode, or a segment would be `.` or `..`.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  // This costs a fraction of a regular expression with a callback.
  const [start, ...pieces] = template.split("{");
  let path = start!;
  let texts = "";
  for (const piece of pieces) {
    const [name, after] = piece.split("}");
    const text = encode(values[name!]);
    if (!text) throw refuse(template, `{${name}}`);
    path += text + after!;
    texts += text;
  }
  // What was `%2e` in a value is `%252e` by now. Most values have neither, and are short beside a path.
  const dots = /\.|%252/.test(texts) && /\/(\.|%252e){1,2}(?=\/|$)/i.exec(path);
  if (dots) throw refuse(template, dots[0]);
  return path;
}

/** One segment, a list joined by commas; empty where the value is no text, such as a member of every object. */
export function encode(value: unknown): string {
  try {
    if (Array.isArray(value))
      return value.some((part) => typeof part === "object") ? "" : value.map(encodeURIComponent).join();
    // Strings, numbers, booleans.
    return /^[snb]/.test(typeof value) ? encodeURIComponent(value as string) : "";
  } catch {
    // Half a surrogate pair.
    return "";
  }
}

/** What is thrown where a value cannot stand at its place in a path. */
export function refuse(template: string, place: string): PathError {
  return new PathError(
    `Nothing was sent to ${template}: the value at ${place} is missing, empty, "." or "..", or no text`,
  );
}
