import type { ApiModel, Json, Schema } from "@specloom/api-model";

import { allParameters } from "../operation-schemas.ts";
import { isObject, textOf } from "../types/schema-reading.ts";

/** Names of members and parameters that hold secrets: by `format: password`, or declared as shown once. */
export function secretNames(model: ApiModel): string[] {
  const names = new Set(model.lifecycles.flatMap(({ secrets }) => secrets.map(({ member }) => member)));
  for (const schema of Object.values(model.schemas)) collect(schema, { model, names });
  for (const parameter of model.operations.flatMap((operation) => allParameters(operation))) {
    if (isPassword(model.schemas[parameter.schema], model)) names.add(parameter.name);
  }
  return [...names].toSorted();
}

function collect(value: Json, context: { model: ApiModel; names: Set<string> }): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) collect(item, context);
    return;
  }
  if (!isObject(value)) return;
  const properties = value["properties"];
  if (isObject(properties)) {
    for (const [name, property] of Object.entries(properties))
      if (isPassword(property, context.model)) context.names.add(name);
  }
  for (const inner of Object.values(value)) collect(inner, context);
}

function isPassword(value: Json | undefined, model: ApiModel): boolean {
  if (!isObject(value)) return false;
  const target: Schema | undefined = model.schemas[textOf(value, "$ref") ?? ""];
  return (
    textOf(value, "format") === "password" || (isObject(target) && textOf(target, "format") === "password")
  );
}
