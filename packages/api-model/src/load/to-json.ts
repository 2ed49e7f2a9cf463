import type { Pointer } from "../model.ts";
import { joinPointer } from "../pointer.ts";
import { assertSize } from "../check-size.ts";

/** A value that JSON has no form for, and where it stands in its file. */
export interface OddValue {
  readonly pointer: Pointer;
  readonly found: string;
}

/**
 * Makes what a YAML parser gives plain JSON: not-a-number, infinities, binary data and sets become null and are listed.
 *
 * @throws {SizeError} where aliases make the value endless or very large
 */
export function toJson(parsed: unknown): { value: unknown; odd: OddValue[] } {
  assertSize(parsed);
  const odd: OddValue[] = [];
  const seen = new Set<object>();
  const visit = (value: unknown, pointer: Pointer): unknown => {
    if (typeof value !== "object" || value === null)
      return isScalar(value) ? value : refuse(String(value), pointer);
    const isPlain =
      Array.isArray(value) ||
      Object.getPrototypeOf(value) === Object.prototype ||
      Object.getPrototypeOf(value) === null;
    if (!isPlain) return refuse(value.constructor.name, pointer);
    if (seen.has(value)) return value;
    seen.add(value);
    for (const [name, inner] of Object.entries(value)) {
      const kept = visit(inner, joinPointer(pointer, name));
      if (kept !== inner)
        Object.defineProperty(value, name, {
          value: kept,
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
    return value;
  };
  const refuse = (found: string, pointer: Pointer): null => {
    odd.push({ pointer, found });
    return null;
  };
  return { value: visit(parsed, "#"), odd };
}

function isScalar(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    Number.isFinite(value)
  );
}
