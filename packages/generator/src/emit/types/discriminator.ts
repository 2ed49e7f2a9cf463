import type { ApiModel, Json, Schema, SchemaID } from "@specloom/api-model";

import { isObject, schemasIn, textOf } from "./schema-reading.ts";

/** The values of a discriminator that stand for one schema, as its mapping or else the schema's own name says. */
export function discriminatorValues(
  schema: Schema,
  target: { readonly name: SchemaID; readonly named: boolean },
): { readonly property: string; readonly values: readonly string[] } | undefined {
  const discriminator = typeof schema === "boolean" ? undefined : schema["discriminator"];
  if (!isObject(discriminator) || !target.named) return undefined;
  const property = textOf(discriminator, "propertyName");
  if (property === undefined) return undefined;
  const name = lastKey(target.name);
  const mapping = isObject(discriminator["mapping"]) ? discriminator["mapping"] : {};
  const values = Object.entries(mapping)
    .filter(([, to]) => to === target.name || to === name)
    .map(([value]) => value);
  return { property, values: values.length > 0 ? values : [name] };
}

/** Schemas that are alternatives under a discriminator; openapi-typescript writes its value into each of them. */
export function discriminatedSchemas(model: ApiModel): ReadonlySet<SchemaID> {
  const found = new Set<SchemaID>();
  for (const schema of Object.values(model.schemas)) collectAlternatives(schema, found);
  return found;
}

function collectAlternatives(value: Json, found: Set<SchemaID>): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values<Json>(value)) collectAlternatives(inner, found);
  if (!isObject(value) || !isObject(value["discriminator"])) return;
  for (const { schema } of schemasIn({ schema: value, pointer: "#" }, "oneOf")) {
    const id = textOf(schema, "$ref");
    if (id !== undefined) found.add(id);
  }
}

function lastKey(id: SchemaID): string {
  return id
    .slice(id.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}
