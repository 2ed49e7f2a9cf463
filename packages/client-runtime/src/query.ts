// Query parameters onto the wire: by the styles of a document (OpenAPI 3.1, "Style Values"), or by the options of
// openapi-fetch's `querySerializer` exactly as openapi-fetch writes them.

import type { QueryStyle, QueryStyles } from "./operation-description.ts";

/** How the parameters of a call are written. */
export interface QueryWriting {
  /** By parameter, as the document has it; what OpenAPI leaves open (an object or a list inside one) is written as JSON. */
  readonly styles?: QueryStyles | undefined;
  /** Where there are no styles: how openapi-fetch is told to write lists and objects. */
  readonly array?: QueryStyle;
  readonly object?: QueryStyle;
  readonly allowReserved?: boolean;
}

/** The query string without `?`; parameters without a value, or with an empty list, are left out. */
export function serializeQuery(values: Readonly<Record<string, unknown>>, writing: QueryWriting): string {
  const { styles, allowReserved } = writing;
  const parts: string[] = [];
  for (const name in values) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    // Nearly every parameter is a plain value in the default style.
    const isPlain = typeof value !== "object" && !allowReserved && !styleOf(styles, name);
    const text = isPlain
      ? `${styles ? encodeURIComponent(name) : name}=${encodeURIComponent(value as string)}`
      : serializeParameter(name, value, writing);
    if (text !== undefined) parts.push(text);
  }
  return parts.join("&");
}

function styleOf(styles: QueryStyles | undefined, name: string): QueryStyle | undefined {
  return styles && Object.hasOwn(styles, name) ? styles[name] : undefined;
}

/** One parameter; undefined where there is nothing to write. */
function serializeParameter(
  name: string,
  value: unknown,
  { styles, array, object, allowReserved: reserved }: QueryWriting,
): string | undefined {
  const encodeName = styles ? encodeURIComponent : String;
  const isList = Array.isArray(value);
  const documented = styleOf(styles, name);
  const foreign = { style: isList ? "form" : "deepObject", explode: true, ...(isList ? array : object) };
  const { style = "form", explode = style === "form" } = documented ?? (styles ? {} : foreign);
  const allowReserved = styles ? documented?.allowReserved : reserved;
  const encode = (part: unknown): string => {
    if (!styles && allowReserved) return part as string;
    const text = encodeURIComponent(typeof part === "object" ? JSON.stringify(part) : (part as string));
    // Reserved by RFC 3986, section 2.2, but for what would end the value: `#`, `&` and `+`.
    return allowReserved ? text.replace(/%(2[4CF]|3[ABDF]|40|5[BD])/g, decodeURIComponent) : text;
  };
  const pair = (key: string, part: unknown): string => {
    if (part === undefined || part === null) return "";
    if (!styles && typeof part === "object") throw new Error(TOO_DEEP);
    return `${encodeName(key)}=${encode(part)}`;
  };
  if (typeof value !== "object") return pair(name, value);
  const entries = Object.entries(value!).filter(([, part]) => !styles || (part ?? undefined) !== undefined);
  if (!entries[0] && (styles || isList)) return undefined;
  const isDeep = style === "deepObject" && !isList;
  if (explode || isDeep)
    return entries
      .map(([key, part]) => pair(isList ? name : isDeep ? `${name}[${key}]` : key, part))
      .join("&");
  const separators: Partial<Record<string, string>> = {
    spaceDelimited: "%20",
    pipeDelimited: styles ? "%7C" : "|",
  };
  return `${encodeName(name)}=${entries
    .flatMap(([key, part]) => (isList ? encode(part) : [encode(key), encode(part)]))
    .join(separators[style] ?? ",")}`;
}

/** openapi-fetch's words. */
const TOO_DEEP =
  "Deeply-nested arrays/objects aren’t supported. Provide your own `querySerializer()` to handle these.";
