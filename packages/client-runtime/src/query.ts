// Query parameters onto the wire, by style; OpenAPI 3.1, "Style Values". What OpenAPI leaves open (an object or a list
// inside one) is written as JSON.

import type { QueryStyle, QueryStyles } from "./operation-description.ts";

/** The query string without `?`; parameters without a value, or with an empty list, are left out. */
export function serializeQuery(styles: QueryStyles, values: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const style = Object.hasOwn(styles, name) ? styles[name] : undefined;
    // Nearly every parameter is a plain value in the default style.
    if (!style && typeof value !== "object" && value !== undefined) {
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(value as string)}`);
    } else parts.push(...serializeParameter(name, value, style ?? {}));
  }
  return parts.join("&");
}

function serializeParameter(
  name: string,
  value: unknown,
  { style = "form", explode, allowReserved }: QueryStyle,
): string[] {
  const isList = Array.isArray(value);
  const isGroup = typeof value === "object";
  // `allowReserved` keeps what RFC 3986 section 2.2 reserves, but for what would end the value: `#`, `&` and `+`.
  const encode = (part: unknown): string => {
    const encoded = encodeURIComponent(typeof part === "object" ? JSON.stringify(part) : (part as string));
    return allowReserved ? encoded.replace(/%(2[4CF]|3[ABDF]|40|5[BD])/g, decodeURIComponent) : encoded;
  };
  const pairs = Object.entries(isGroup ? (value ?? {}) : { [name]: value }).filter(
    ([, part]) => (part ?? null) !== null,
  );
  if (!pairs[0]) return [];
  if (isGroup && !(explode ?? style === "form") && (isList || style !== "deepObject")) {
    const separator = { spaceDelimited: "%20", pipeDelimited: "%7C" }[style as string] ?? ",";
    return [
      `${encode(name)}=${(isList ? pairs.map(([, part]) => part) : pairs.flat()).map(encode).join(separator)}`,
    ];
  }
  const nameOf = (key: string): string =>
    isList || !isGroup ? name : style === "deepObject" ? `${name}[${key}]` : key;
  return pairs.map(([key, part]) => `${encodeURIComponent(nameOf(key))}=${encode(part)}`);
}
