import type { ApiModel, Json, Operation, Pointer, SchemaID } from "@specloom/api-model";
import { escapeToken, isObject } from "../document/pointer.ts";

/** Keywords that narrow what is valid (JSON Schema 2020-12, validation, section 6; `additionalProperties` where it is false). */
const narrowing: readonly string[] =
  "type enum const required pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties dependentRequired".split(
    " ",
  );

/** Every keyword by which the document narrows what an operation is sent. */
export function constraintPointers(model: ApiModel, operation: Operation): ReadonlySet<Pointer> {
  const found = new Set<Pointer>();
  const visited = new Set<Pointer>();
  const visit = (schema: Json | undefined, pointer: Pointer): void => {
    if (!isObject(schema) || visited.has(pointer)) return;
    visited.add(pointer);
    if (typeof schema["$ref"] === "string") visit(model.schemas[schema["$ref"]], schema["$ref"]);
    for (const keyword of narrowing) if (schema[keyword] !== undefined) found.add(`${pointer}/${keyword}`);
    if (schema["additionalProperties"] === false) found.add(`${pointer}/additionalProperties`);
    for (const keyword of ["allOf", "anyOf", "oneOf", "prefixItems"])
      for (const [index, branch] of asList(schema[keyword]).entries())
        visit(branch, `${pointer}/${keyword}/${index}`);
    for (const keyword of ["items", "additionalProperties"]) visit(schema[keyword], `${pointer}/${keyword}`);
    const properties = schema["properties"];
    if (isObject(properties))
      for (const [name, member] of Object.entries(properties))
        visit(member, `${pointer}/properties/${escapeToken(name)}`);
  };
  for (const id of requestSchemas(operation)) visit(model.schemas[id], id);
  return found;
}

function requestSchemas({ parameters, body }: Operation): readonly SchemaID[] {
  const ofParameters = Object.values(parameters).flat();
  return [
    ...ofParameters.map(({ schema }) => schema),
    ...(body?.content ?? []).flatMap(({ schema }) => schema ?? []),
  ];
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
