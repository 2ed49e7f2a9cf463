// Query parameters onto the wire by the styles of a document (OpenAPI 3.1, "Style Values"). Only generated data whose
// document has such styles imports this.

import { writeJSON, type QueryWriter } from "./query.ts";

/** How one query parameter is written; OpenAPI 3.1, "Style Values". */
export interface QueryStyle {
  /** @default "form" */
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /** @default true for `form`, else false */
  readonly explode?: boolean;
  /** Leaves the characters that RFC 3986 reserves as they are. @default false */
  readonly allowReserved?: boolean;
}

/** Query styles by parameter name. */
export type QueryStyles = Readonly<Record<string, QueryStyle>>;

/**
 * Writes parameters in their styles, those without one in `form` with `explode`. What has no value, or is an empty list,
 * is left out; what OpenAPI leaves open, an object or a list inside one, is written as JSON.
 */
export function styledQuery(styles: QueryStyles): QueryWriter {
  return (values) =>
    Object.entries(values)
      .flatMap(([name, value]) =>
        writeParameter(name, value, Object.hasOwn(styles, name) ? styles[name]! : {}),
      )
      .join("&");
}

const SEPARATORS: Partial<Record<string, string>> = { spaceDelimited: "%20", pipeDelimited: "%7C" };

function writeParameter(
  name: string,
  value: unknown,
  { style = "form", explode = style === "form", allowReserved = false }: QueryStyle,
): string | readonly string[] {
  const encode = (part: unknown): string => {
    const text = encodeURIComponent(typeof part === "object" ? writeJSON(part) : (part as string));
    // Reserved by RFC 3986, section 2.2, but for what would end the value: `#`, `&` and `+`.
    return allowReserved ? text.replace(/%(2[4CF]|3[ABDF]|40|5[BD])/g, decodeURIComponent) : text;
  };
  const pair = (key: string, part: unknown): string => `${encodeURIComponent(key)}=${encode(part)}`;
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || value instanceof Date) return pair(name, value);
  const entries = Object.entries(value).filter(([, part]) => (part ?? undefined) !== undefined);
  if (!entries[0]) return [];
  const isList = Array.isArray(value);
  if (style === "deepObject" && !isList) return entries.map(([key, part]) => pair(`${name}[${key}]`, part));
  if (explode) return entries.map(([key, part]) => pair(isList ? name : key, part));
  const parts = isList ? entries.map(([, part]) => part as unknown) : entries.flat();
  return `${encodeURIComponent(name)}=${parts.map(encode).join(SEPARATORS[style] ?? ",")}`;
}
