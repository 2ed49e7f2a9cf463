// Values into a path template. A value becomes exactly one segment, or the call is refused: WHATWG URL resolves the
// segments `.` and `..`, also written `%2e`, and so would turn one endpoint into another.

import { PathError } from "./errors/path-error.ts";

/**
 * The template with each `{name}` replaced by its percent-encoded value; a list in style `simple`.
 *
 * @throws {PathError} A value is missing, empty, an object or not well-formed Unicode, or a segment would be `.` or `..`.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const path = template.replace(/\{(.+?)\}/g, (place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const parts = Array.isArray(value) ? value : [value ?? ""];
    const text = parts.join();
    if (!text || /\p{Surrogate}/u.test(text) || parts.some((part) => typeof part === "object"))
      throw refuse(template, place);
    return parts.map(encodeURIComponent).join();
  });
  // What was `%2e` in a value is `%252e` by now.
  const dots = /\/(\.|%252e){1,2}(?=\/|$)/i.exec(path);
  if (dots) throw refuse(template, dots[0]);
  return path;
}

function refuse(template: string, place: string): PathError {
  return new PathError(
    `Nothing was sent to ${template}: the value at ${place} is missing, empty, "." or "..", or no text`,
  );
}
