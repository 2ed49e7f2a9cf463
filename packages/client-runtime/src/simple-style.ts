// Lists and objects in one text (OpenAPI 3.1, "Style Values": `simple`; RFC 6570, section 3.2.2).

/** How an object is written there. */
export interface SimpleStyle {
  /** `a=1,b=2`, where it is `a,1,b,2` otherwise. */
  readonly explode?: boolean;
}

/** @param write Writes one value; of an object, names too. */
export function simpleText(value: unknown, explode: boolean, write: (value: unknown) => string): string {
  if (typeof value !== "object" || value === null) return write(value);
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => write(item))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${write(name)}${explode ? "=" : ","}${write(member)}`);
  return parts.join(",");
}
