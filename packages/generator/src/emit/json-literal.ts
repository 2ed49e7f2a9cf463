import type { Json } from "@specloom/api-model";

import { propertyKey, stringLiteral } from "../print/string-literal.ts";

/** A JSON value as an expression of TypeScript; every string and key in it passes a door. */
export function jsonLiteral(value: Json): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => jsonLiteral(item)).join(", ")}]`;
  return objectLiteral(Object.entries(value).map(([name, member]) => [name, jsonLiteral(member)]));
}

/** An object whose values are expressions already; its keys pass a door. */
export function objectLiteral(members: readonly (readonly [name: string, text: string])[]): string {
  if (members.length === 0) return "{}";
  return `{ ${members.map(([name, text]) => `${propertyKey(name)}: ${text}`).join(", ")} }`;
}
