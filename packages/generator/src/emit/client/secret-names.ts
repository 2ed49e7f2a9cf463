import type { ApiModel, Json, Schema } from "@specloom/api-model";

import { allParameters } from "../operation-schemas.ts";
import { isObject, textOf } from "../types/schema-reading.ts";

/**
 * Names of members and parameters that hold secrets: by `format: password`, declared as shown once, or of API keys. In lower
 * case, and where a query has them in another way, also in that.
 */
export function secretNames(model: ApiModel): string[] {
  const names = new Set(model.lifecycles.flatMap(({ secrets }) => secrets.map(({ member }) => member)));
  for (const schema of Object.values(model.schemas)) collect(schema, { model, names });
  for (const parameter of model.operations.flatMap((operation) => allParameters(operation))) {
    const secret = secretOf(model.schemas[parameter.schema], model);
    if (secret === undefined) continue;
    names.add(parameter.name);
    // In style `deepObject`.
    for (const member of secret) names.add(`${parameter.name}[${member}]`);
  }
  for (const scheme of model.securitySchemes) if (scheme.kind === "apiKey") names.add(scheme.parameter);
  // A name with half a surrogate pair has no place in a URL.
  const forms = [...names].flatMap((name) => (name.isWellFormed() ? [name, encodeURIComponent(name)] : name));
  return [...new Set(forms.map((name) => name.toLowerCase()))].toSorted();
}

/** The beginnings of path templates after which a secret value stands: `/invitations/` of `/invitations/{code}`. */
export function secretPathStarts(model: ApiModel): string[] {
  const starts = model.operations.flatMap(({ path, parameters }) =>
    parameters.path
      .filter((one) => secretOf(model.schemas[one.schema], model) !== undefined)
      .map(({ name }) => path.slice(0, path.indexOf(`{${name}}`))),
  );
  return [...new Set(starts)].toSorted();
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

/** The members of a parameter that are secret, none where all of it is; undefined where nothing in it is. */
function secretOf(schema: Json | undefined, model: ApiModel): string[] | undefined {
  if (!isObject(schema)) return undefined;
  const target = model.schemas[textOf(schema, "$ref") ?? ""] ?? schema;
  if (isPassword(target, model) || (isObject(target) && isPassword(target["items"], model))) return [];
  const properties = isObject(target) && isObject(target["properties"]) ? target["properties"] : {};
  const members = Object.keys(properties).filter((name) => isPassword(properties[name], model));
  return members.length === 0 ? undefined : members;
}

function isPassword(value: Json | undefined, model: ApiModel): boolean {
  if (!isObject(value)) return false;
  const target: Schema | undefined = model.schemas[textOf(value, "$ref") ?? ""];
  return (
    textOf(value, "format") === "password" || (isObject(target) && textOf(target, "format") === "password")
  );
}
