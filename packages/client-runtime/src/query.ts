// Query parameters onto the wire, but for the styles that a document names: query-styles.ts has those, which generated
// data imports where its document has them.

/** Values by name. */
export type QueryValues = Readonly<Record<string, unknown>>;

/** Writes the query string without `?`. */
export type QueryWriter = (values: QueryValues) => string;

/** How openapi-fetch's `querySerializer` is told to write lists and objects. */
export interface QueryWriting {
  readonly array?: { readonly style?: string; readonly explode?: boolean };
  readonly object?: { readonly style?: string; readonly explode?: boolean };
  readonly allowReserved?: boolean;
}

/**
 * By OpenAPI's default, style `form` with `explode`. What has no value is left out, and what OpenAPI leaves open, an object
 * or a list inside one, is written as JSON.
 */
export function writeQuery(values: QueryValues): string {
  let query = "";
  for (const name in values) {
    const value = values[name];
    // A date is a text, as in JSON.
    if (typeof value !== "object" || value instanceof Date) query += writePair(name, value);
    else
      for (const key in value)
        query += writePair(Array.isArray(value) ? name : key, (value as QueryValues)[key]);
  }
  return query.slice(1);
}

function writePair(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? writeJSON(value) : (value as string);
  return `&${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
}

/** As JSON, but a text (a date is one there) without its quotes. */
export function writeJSON(value: unknown): string {
  return JSON.stringify(value).replace(/^"(.*)"$/, "$1");
}

/** Exactly as openapi-fetch writes it: names as they are, lists in style `form`, objects as `deepObject`. */
export function writeQueryAsOpenapiFetch(
  values: QueryValues,
  { array, object, allowReserved }: QueryWriting = {},
): string {
  const encode = allowReserved ? String : (encodeURIComponent as (value: unknown) => string);
  const pair = (name: string, value: unknown): string => {
    if (value === undefined || value === null) return "";
    if (typeof value !== "object") return `${name}=${encode(value)}`;
    throw new Error(TOO_DEEP);
  };
  return Object.entries(values)
    .flatMap(([name, value]) => {
      if (typeof value !== "object") return pair(name, value) || [];
      const isList = Array.isArray(value);
      const entries = Object.entries(value ?? []);
      if (value === null || (isList && !entries[0])) return [];
      const { style = isList ? "form" : "deepObject", explode = true } = (isList ? array : object) ?? {};
      const isDeep = style === "deepObject" && !isList;
      if (explode || isDeep)
        return entries
          .map(([key, part]) => pair(isList ? name : isDeep ? `${name}[${key}]` : key, part))
          .join("&");
      const separator = { spaceDelimited: "%20", pipeDelimited: "|" }[style] ?? ",";
      return `${name}=${entries.flatMap((entry) => (isList ? entry.slice(1) : entry).map(encode)).join(separator)}`;
    })
    .join("&");
}

/** openapi-fetch's words. */
const TOO_DEEP =
  "Deeply-nested arrays/objects aren’t supported. Provide your own `querySerializer()` to handle these.";
