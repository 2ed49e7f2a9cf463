// JSON pointers (RFC 6901) into values and into the document.
import type { Json, Pointer, ValuePointer } from "@specloom/api-model";

/** Reference tokens of a pointer, unescaped. A leading `#` is dropped. */
export function pointerTokens(pointer: Pointer): readonly string[] {
  const text = pointer.startsWith("#") ? pointer.slice(1) : pointer;
  if (text === "") return [];
  return text
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** One reference token, escaped. */
export function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The value at a pointer, or `undefined` where there is none; own members only. */
export function valueAt(value: Json | undefined, pointer: ValuePointer): Json | undefined {
  let current = value;
  for (const token of pointerTokens(pointer)) {
    if (!isContainer(current) || !Object.hasOwn(current, token)) return undefined;
    current = (current as { readonly [member: string]: Json })[token];
  }
  return current;
}

/** True for an object that is neither null nor an array. */
export function isObject(value: Json | undefined): value is { readonly [member: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isContainer(
  value: Json | undefined,
): value is { readonly [member: string]: Json } | readonly Json[] {
  return typeof value === "object" && value !== null;
}
