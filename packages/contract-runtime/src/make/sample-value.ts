// A plain valid value for a schema, where the document shows no example. It says less than it could: only members that
// are required, only forms that are surely right. The caller validates the result and gives up where it is not valid.
import type { Json, Schema } from "@specloom/api-model";
import { isReadOnly } from "../judge/is-read-only.ts";
import type { Schemas } from "../judge/schemas.ts";
import { isReferenceName } from "./references.ts";

const formatSamples: { readonly [format: string]: string } = {
  date: "2024-01-31",
  "date-time": "2024-01-31T12:00:00Z",
  time: "12:00:00Z",
  duration: "P1D",
  email: "someone@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  url: "https://example.com/",
  "uri-reference": "/",
  uuid: "3f2b8d1c-6a4e-4c57-9b0e-5d1a7c2e8f90",
};

const maxDepth = 12;

/** A value, or `undefined` where none can be made without inventing (a reference to another thing, a pattern). */
export function sampleValue(schemas: Schemas, schema: Schema, depth = 0): Json | undefined {
  if (depth > maxDepth) return undefined;
  const resolved = schemas.resolve(schema);
  const shown =
    resolved["const"] ??
    resolved["example"] ??
    firstOf(resolved["examples"]) ??
    resolved["default"] ??
    firstOf(resolved["enum"]);
  if (shown !== undefined) return shown;
  const branch = firstOf(resolved["oneOf"]) ?? firstOf(resolved["anyOf"]);
  if (branch !== undefined && resolved["properties"] === undefined)
    return sampleValue(schemas, branch as Schema, depth + 1);
  switch (typeOf(resolved["type"], resolved)) {
    case "object":
      return sampleObject(schemas, schema, depth);
    case "array":
      return sampleArray(schemas, resolved, depth);
    case "string":
      return sampleString(resolved);
    case "integer":
    case "number":
      return sampleNumber(resolved);
    case "boolean":
      return true;
    default:
      return resolved["type"] === "null" ? null : undefined;
  }
}

function typeOf(type: Json | undefined, schema: { readonly [keyword: string]: Json }): Json | undefined {
  if (Array.isArray(type)) return type.find((each: Json) => each !== "null") as Json | undefined;
  return type ?? (schema["properties"] !== undefined || schema["allOf"] !== undefined ? "object" : undefined);
}

function sampleObject(schemas: Schemas, schema: Schema, depth: number): Json | undefined {
  const object: Record<string, Json> = {};
  const members = schemas.members(schema);
  for (const name of requiredNames(schemas, schema)) {
    const member = members.get(name);
    if (member !== undefined && isReadOnly(schemas, member)) continue;
    if (member === undefined || isReferenceName(name)) return undefined;
    const value = sampleValue(schemas, member, depth + 1);
    if (value === undefined) return undefined;
    object[name] = value;
  }
  return object;
}

function requiredNames(schemas: Schemas, schema: Schema, depth = 0): ReadonlySet<string> {
  const resolved = schemas.resolve(schema);
  const own = Array.isArray(resolved["required"]) ? resolved["required"].map(String) : [];
  const branches =
    depth < maxDepth && Array.isArray(resolved["allOf"]) ? (resolved["allOf"] as readonly Schema[]) : [];
  const names = new Set(own);
  for (const branch of branches)
    for (const name of requiredNames(schemas, branch, depth + 1)) names.add(name);
  return names;
}

function sampleArray(
  schemas: Schemas,
  resolved: { readonly [keyword: string]: Json },
  depth: number,
): Json | undefined {
  const count = typeof resolved["minItems"] === "number" ? resolved["minItems"] : 0;
  if (count === 0) return [];
  const item = sampleValue(schemas, (resolved["items"] ?? true) as Schema, depth + 1);
  return item === undefined || (count > 1 && resolved["uniqueItems"] === true)
    ? undefined
    : Array.from({ length: count }, () => item);
}

function sampleString(resolved: { readonly [keyword: string]: Json }): string | undefined {
  if (resolved["pattern"] !== undefined) return undefined;
  const format = resolved["format"];
  if (typeof format === "string" && Object.hasOwn(formatSamples, format)) return formatSamples[format];
  const least = typeof resolved["minLength"] === "number" ? resolved["minLength"] : 0;
  const most = typeof resolved["maxLength"] === "number" ? resolved["maxLength"] : Number.POSITIVE_INFINITY;
  return "sample".padEnd(least, "x").slice(0, most);
}

function sampleNumber(resolved: { readonly [keyword: string]: Json }): number {
  const bound = (keyword: string): number | undefined =>
    typeof resolved[keyword] === "number" ? resolved[keyword] : undefined;
  const least = bound("minimum") ?? (bound("exclusiveMinimum") ?? 0) + 1;
  const step = bound("multipleOf") ?? 1;
  const value = Math.ceil(least / step) * step;
  return Math.min(value, bound("maximum") ?? value);
}

function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? (value[0] as Json | undefined) : undefined;
}
