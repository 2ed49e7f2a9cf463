/** The value at a JSON pointer (RFC 6901) in what was parsed, not in what hangs on it since; undefined where there is none. */
export function readPointer(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
    found = Object.keys(Object(found) as object).includes(name)
      ? (found as Record<string, unknown>)[name]
      : undefined;
  }
  return found;
}
