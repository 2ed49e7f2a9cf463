// The query of a URL as it came: pairs in order, values not yet decoded, because a delimiter that was encoded is data.

export interface QueryPair {
  readonly name: string;
  /** Still percent-encoded. */
  readonly raw: string;
}

/** What stands between `?` and `#`. */
export function queryOf(url: string): string {
  const start = url.indexOf("?");
  if (start < 0) return "";
  const end = url.indexOf("#", start);
  return end < 0 ? url.slice(start + 1) : url.slice(start + 1, end);
}

/** Undefined where a percent-encoding is broken. */
export function parseQuery(query: string): readonly QueryPair[] | undefined {
  if (query === "") return [];
  const pairs: QueryPair[] = [];
  for (const part of query.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decodeFormText(equals < 0 ? part : part.slice(0, equals));
    const raw = equals < 0 ? "" : part.slice(equals + 1);
    if (name === undefined || decodeFormText(raw) === undefined) return undefined;
    pairs.push({ name, raw });
  }
  return pairs;
}

/** Decodes `application/x-www-form-urlencoded` text; undefined where it is broken. */
export function decodeFormText(raw: string): string | undefined {
  if (!raw.includes("%") && !raw.includes("+")) return raw;
  try {
    return decodeURIComponent(raw.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
