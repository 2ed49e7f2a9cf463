import type { Json, Schema } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import type { Schemas } from "../judge/schemas.ts";
import { cutText } from "./text-samples.ts";

/**
 * The body with its `name` prefixed, so that its owner can tell what a run created. Left alone where the name is not a
 * free string or has no room.
 */
export function markName(
  schemas: Schemas,
  { body, schema }: { readonly body: Json; readonly schema: Schema },
  mark: string,
): Json {
  if (!isObject(body) || typeof body["name"] !== "string") return body;
  const name = schemas.members(schema).get("name");
  if (name === undefined || !isFreeString(schemas, name)) return body;
  const most = schemas.resolve(name)["maxLength"];
  const room = typeof most === "number" ? most : Number.POSITIVE_INFINITY;
  if (mark.length > room) return body;
  return { ...body, name: cutText(`${mark} ${body["name"]}`, room) };
}

/** True where any text within the bounds of length is valid. */
export function isFreeString(schemas: Schemas, schema: Schema): boolean {
  const resolved = schemas.resolve(schema);
  const narrowing = ["enum", "const", "pattern", "format", "allOf", "anyOf", "oneOf", "not", "if"];
  return resolved["type"] === "string" && narrowing.every((keyword) => resolved[keyword] === undefined);
}
