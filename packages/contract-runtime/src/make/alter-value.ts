import type { Json, Schema } from "@specloom/api-model";
import type { Schemas } from "../judge/schemas.ts";
import { isFreeString } from "./mark-name.ts";

/** Another valid value than the present one, or `undefined` where none is sure. */
export function alterValue(
  schemas: Schemas,
  { schema, present }: { readonly schema: Schema; readonly present: Json | undefined },
  word: string,
): Json | undefined {
  const resolved = schemas.resolve(schema);
  const values = resolved["enum"];
  if (Array.isArray(values))
    return values.find((value: Json) => value !== present && value !== null) as Json | undefined;
  if (resolved["const"] !== undefined) return undefined;
  if (resolved["type"] === "boolean") return present !== true;
  if (isFreeString(schemas, schema))
    return alterText(resolved, typeof present === "string" ? present : "", word);
  if (resolved["type"] === "integer") return alterInteger(resolved, present);
  return undefined;
}

function alterText(
  resolved: { readonly [keyword: string]: Json },
  present: string,
  word: string,
): string | undefined {
  const least = typeof resolved["minLength"] === "number" ? resolved["minLength"] : 0;
  const most = typeof resolved["maxLength"] === "number" ? resolved["maxLength"] : 200;
  // The new words stand behind the old text, so that a mark in front of it stays.
  const kept = present.slice(0, Math.max(0, most - word.length - 1));
  const altered = `${kept} ${word}`.trim().slice(0, most).padEnd(least, "x");
  return altered === present ? undefined : altered;
}

function alterInteger(
  resolved: { readonly [keyword: string]: Json },
  present: Json | undefined,
): number | undefined {
  if (
    ["multipleOf", "exclusiveMinimum", "exclusiveMaximum"].some((keyword) => resolved[keyword] !== undefined)
  )
    return undefined;
  const least = typeof resolved["minimum"] === "number" ? resolved["minimum"] : 0;
  const most = typeof resolved["maximum"] === "number" ? resolved["maximum"] : least + 1000;
  const next = typeof present === "number" && present < most ? present + 1 : least;
  return next === present || next > most ? undefined : next;
}
