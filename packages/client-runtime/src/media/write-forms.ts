// Request bodies that are forms (URL-encoded, multipart) or are sent as they are.

import type { BodyWriter } from "../body-codecs.ts";
import { writeJSON } from "../query.ts";
import { styledQuery, type QueryStyle } from "../query-styles.ts";

/** How the fields of a form are written, by name; OpenAPI 3.2, "Encoding Object". */
export type FieldEncodings = Readonly<
  Record<string, QueryStyle & { readonly contentType?: string | undefined }>
>;

type Fields = Readonly<Record<string, unknown>>;

/** `application/x-www-form-urlencoded`: lists repeat their name and objects are JSON, unless the encoding says how. */
export function writeForm(encodings: FieldEncodings = {}): BodyWriter {
  const write = styledQuery(encodings);
  return (body) => {
    const fields = Object.entries(body as Fields).map(([name, value]) => [
      name,
      isPlainObject(value) && !hasStyle(encodings, name) ? JSON.stringify(value) : value,
    ]);
    // A form writes a space as `+`; what is there is percent-encoded already.
    return write(Object.fromEntries(fields) as Fields).replaceAll("%20", "+");
  };
}

/**
 * `multipart/form-data`: a `Blob` or `File` is a file, a list is one part for each item, an object is a part of JSON, and
 * anything else is text. A field whose encoding names a content type is a part of that type.
 */
export function writeMultipart(encodings: FieldEncodings = {}): BodyWriter {
  return (body) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(body as Fields)) {
      const type = Object.hasOwn(encodings, name) ? encodings[name]?.contentType : undefined;
      for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (item !== undefined && item !== null) form.append(name, partOf(item, type));
      }
    }
    return form;
  };
}

/** A body that is sent as it is: a text, a `Blob`, bytes. */
export const writeBytes: BodyWriter = (body) => body as NonNullable<RequestInit["body"]>;

function partOf(value: unknown, type: string | undefined): string | Blob {
  if (value instanceof Blob) return value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return new Blob([value as BlobPart], { type: type ?? "application/octet-stream" });
  const isGroup = typeof value === "object" && !(value instanceof Date);
  const text = typeof value === "string" ? value : writeJSON(value);
  // A wildcard or a list of types (`image/png, image/*`) says what is allowed, not what this is.
  const own = type && !/[*,]/.test(type) ? type : isGroup ? "application/json" : undefined;
  return own ? new Blob([text], { type: own }) : text;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function hasStyle(encodings: FieldEncodings, name: string): boolean {
  return Object.hasOwn(encodings, name) && encodings[name]?.style !== undefined;
}
