// The schemas by which requests are judged, each with what it refers to.
import type { ApiModel, Schema, SchemaID } from "@specloom/api-model";

export type RequestPlace = "body" | "parameter";

export interface RequestSchema {
  readonly id: SchemaID;
  readonly schema: Schema;
}

/** Each once, in document order. */
export function requestSchemas(model: ApiModel, place: RequestPlace): readonly RequestSchema[] {
  const roots = model.operations.flatMap(({ body, parameters }) =>
    place === "body"
      ? (body?.content ?? []).flatMap(({ schema }) => schema ?? [])
      : Object.values(parameters).flatMap((all) => all.map(({ schema }) => schema)),
  );
  const found = new Map<SchemaID, Schema>();
  for (const root of roots) collect(model, root, found);
  return [...found].map(([id, schema]) => ({ id, schema }));
}

function collect(model: ApiModel, id: SchemaID, found: Map<SchemaID, Schema>): void {
  const schema = model.schemas[id];
  if (schema === undefined || found.has(id)) return;
  found.set(id, schema);
  for (const reference of references(schema)) collect(model, reference, found);
}

function references(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([keyword, inner]) =>
    keyword === "$ref" && typeof inner === "string" ? [inner] : references(inner),
  );
}
