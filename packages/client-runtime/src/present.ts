/** Undefined for what counts as not given: blank strings. */
export function present<Value>(value: Value): Value | undefined {
  return typeof value === "string" && !value.trim() ? undefined : value;
}
