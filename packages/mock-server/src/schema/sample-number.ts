import type { Json, SchemaObject } from "@specloom/api-model";

/** A number within the schema's bounds, 1 where they allow it. */
export function sampleNumber(schema: SchemaObject): number {
  const step = schema["type"] === "integer" ? 1 : 0.5;
  const least = lowest(schema, step);
  const most = highest(schema, step);
  const wanted = Math.min(Math.max(1, least), most);
  const multiple = schema["multipleOf"];
  if (typeof multiple !== "number" || multiple <= 0)
    return schema["type"] === "integer" ? Math.ceil(wanted) : wanted;
  const up = Math.ceil(wanted / multiple) * multiple;
  return up <= most ? up : Math.floor(wanted / multiple) * multiple;
}

function lowest(schema: SchemaObject, step: number): number {
  const { minimum, exclusiveMinimum } = schema;
  const exclusive = exclusiveBound(exclusiveMinimum, minimum);
  if (exclusive !== undefined) return exclusive + step;
  return typeof minimum === "number" ? minimum : Number.NEGATIVE_INFINITY;
}

function highest(schema: SchemaObject, step: number): number {
  const { maximum, exclusiveMaximum } = schema;
  const exclusive = exclusiveBound(exclusiveMaximum, maximum);
  if (exclusive !== undefined) return exclusive - step;
  return typeof maximum === "number" ? maximum : Number.POSITIVE_INFINITY;
}

/** OpenAPI 3.0 writes `exclusiveMinimum: true` beside `minimum`. */
function exclusiveBound(exclusive: Json | undefined, inclusive: Json | undefined): number | undefined {
  if (typeof exclusive === "number") return exclusive;
  return exclusive === true && typeof inclusive === "number" ? inclusive : undefined;
}
