import type { ApiModel, Json, Schema, SchemaID } from "@specloom/api-model";

import { isObject, schemasIn, textOf } from "./schema-reading.ts";

/** The member that tells alternatives apart, and the values of it that stand for one of them. */
export interface Tag {
  readonly property: string;
  readonly values: readonly string[];
}

/** The values of a discriminator that stand for one schema, as its mapping or else the schema's own name says. */
export function discriminatorValues(
  schema: Schema,
  target: { readonly name: SchemaID; readonly named: boolean },
): Tag | undefined {
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

/** Schemas that are alternatives under a discriminator, with their tags; openapi-typescript writes one into each of them. */
export function discriminatedSchemas(model: ApiModel): ReadonlyMap<SchemaID, readonly Tag[]> {
  const found = new Map<SchemaID, readonly Tag[]>();
  for (const schema of Object.values(model.schemas)) collectAlternatives(schema, found);
  return found;
}

function collectAlternatives(value: Json, found: Map<SchemaID, readonly Tag[]>): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values<Json>(value)) collectAlternatives(inner, found);
  if (!isObject(value) || !isObject(value["discriminator"])) return;
  for (const { schema } of schemasIn({ schema: value, pointer: "#" }, "oneOf")) {
    const id = textOf(schema, "$ref");
    const tag = id === undefined ? undefined : discriminatorValues(value, { name: id, named: true });
    if (id !== undefined) found.set(id, [...(found.get(id) ?? []), ...(tag === undefined ? [] : [tag])]);
  }
}

function lastKey(id: SchemaID): string {
  return id
    .slice(id.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}
