import type { ApiModel, Json, SchemaID } from "@specloom/api-model";

import { isObject, isSchema, textOf, writtenTypes } from "../types/schema-reading.ts";

/** Whether a value of the schema may be an object; where the schema leaves it open, it may. */
export function mayBeObject(id: SchemaID, model: ApiModel): boolean {
  return allows({ $ref: id }, { model, open: new Set() });
}

/** `open` holds the references that are being followed, to notice a schema that contains itself. */
function allows(schema: Json, context: { model: ApiModel; open: ReadonlySet<string> }): boolean {
  if (!isObject(schema)) return schema === true;
  const { model, open } = context;
  const types = writtenTypes(schema);
  const values = "const" in schema ? [schema["const"]] : schema["enum"];
  const reference = textOf(schema, "$ref");
  const target = reference === undefined || open.has(reference) ? undefined : model.schemas[reference];
  const follow = { model, open: open.union(new Set([reference ?? ""])) };
  return (
    (types.length === 0 || types.includes("object")) &&
    (!Array.isArray(values) || values.some((value: Json) => isObject(value))) &&
    (target === undefined || allows(target, follow)) &&
    listOf(schema["allOf"]).every((part) => allows(part, context)) &&
    ["oneOf", "anyOf"].every((keyword) => {
      const branches = listOf(schema[keyword]);
      return branches.length === 0 || branches.some((branch) => allows(branch, context));
    })
  );
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value.filter((item: Json) => isSchema(item)) : [];
}
