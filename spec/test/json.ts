/** A JSON object, its members not yet known. */
export interface JsonObject {
  readonly [member: string]: unknown;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of members. Throws where a member on the way is missing. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const [index, member] of path.entries()) {
    const next: unknown = Array.isArray(at) ? at[Number(member)] : isObject(at) ? at[member] : undefined;
    if (next === undefined) throw new Error(`Nothing at /${path.slice(0, index + 1).join("/")}.`);
    at = next;
  }
  return at;
}

/** The members of the object at a path; none where there is no such object. */
export function membersAt(
  value: unknown,
  ...path: readonly string[]
): readonly (readonly [string, unknown])[] {
  let at = value;
  for (const member of path) at = isObject(at) ? at[member] : undefined;
  return isObject(at) ? Object.entries(at) : [];
}

/** The object at a path. Throws where there is none. */
export function objectAt(value: unknown, ...path: readonly (string | number)[]): JsonObject {
  const found = valueAt(value, ...path);
  if (!isObject(found)) throw new Error(`No object at /${path.join("/")}.`);
  return found;
}

/** The text at a path. Throws where there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path);
  if (typeof found !== "string") throw new Error(`No text at /${path.join("/")}.`);
  return found;
}

/** The array at a path; empty where there is none. */
export function listAt(value: unknown, member: string): readonly unknown[] {
  const found = isObject(value) ? value[member] : undefined;
  return Array.isArray(found) ? found : [];
}

/** A value with its own `$ref` followed, and the name of the component that it led to. */
export function follow(document: JsonObject, value: unknown): { value: JsonObject; name?: string } {
  if (!isObject(value)) throw new Error(`An object was expected; found ${JSON.stringify(value)}.`);
  const ref = value["$ref"];
  if (typeof ref !== "string") return { value };
  const path = ref
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return { value: objectAt(document, ...path), name: path.at(-1) ?? ref };
}
