// The sender's and the receiver's reading of a drawn schema, as validators. Written for what is drawn here and apart from the
// comparison, which has a reading of its own.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

import type { Drawn } from "./documents.ts";
import type { Json, Schema } from "./random-values.ts";

export interface Role {
  readonly direction: "request" | "response";
  readonly isSender: boolean;
}

/** Keywords whose schemas speak of the same value. */
const IN_PLACE = new Set(["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"]);

const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
formats.default(ajv);

export function compileReading(
  { root, schemas }: Pick<Drawn, "root" | "schemas">,
  role: Role,
): ValidateFunction {
  const $defs = Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => [
      [name, read(schema, role, true)],
      [`${name}InPlace`, read(schema, role, false)],
    ]),
  );
  const schema = { ...(read(root, role, true) as Schema), $defs };
  const compiled = ajv.compile(schema);
  ajv.removeSchema(schema);
  return compiled;
}

function isSchema(value: Json | undefined): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `isPlace`: the schema stands for a value of its own, so a sender's object is closed there. */
function read(schema: Json, role: Role, isPlace: boolean): Json {
  if (!isSchema(schema)) return schema;
  const { $ref } = schema;
  if (typeof $ref === "string") {
    return { $ref: `#/$defs/${$ref.slice($ref.lastIndexOf("/") + 1)}${isPlace ? "" : "InPlace"}` };
  }
  const inner = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, readKeyword(name, value, role)]),
  );
  const dropped = droppedNames(schema, role);
  const { properties, required } = inner;
  if (isSchema(properties))
    inner["properties"] = Object.fromEntries(
      Object.entries(properties).filter(([name]) => !dropped.has(name)),
    );
  if (Array.isArray(required)) inner["required"] = required.filter((name) => !dropped.has(name as string));
  if (role.isSender && Array.isArray(required)) {
    const promised = Object.fromEntries(
      inner["required"] === undefined ? [] : (inner["required"] as string[]).map((name) => [name, true]),
    );
    const own = Array.isArray(inner["allOf"]) ? inner["allOf"] : [];
    inner["allOf"] = [...own, { properties: promised }];
  }
  if (inner["patternProperties"] !== undefined) inner["additionalProperties"] ??= true;
  return role.isSender && isPlace ? { allOf: [inner], unevaluatedProperties: false } : inner;
}

function readKeyword(name: string, value: Json, role: Role): Json {
  // Under these nothing is sent: there the sender's objects stay as they are written.
  const own = name === "not" || name === "if" || name === "contains" ? { ...role, isSender: false } : role;
  const isPlace = !IN_PLACE.has(name);
  if (["allOf", "anyOf", "oneOf", "prefixItems"].includes(name) && Array.isArray(value)) {
    return value.map((item: Json) => read(item, own, isPlace));
  }
  if (["properties", "patternProperties", "dependentSchemas"].includes(name) && isSchema(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item, own, isPlace)]));
  }
  const holdsSchema = [
    "items",
    "additionalProperties",
    "propertyNames",
    "contains",
    "not",
    "if",
    "then",
    "else",
  ].includes(name);
  return holdsSchema ? read(value, own, isPlace) : value;
}

function droppedNames({ properties }: Schema, { direction }: Role): Set<string> {
  const flag = direction === "request" ? "readOnly" : "writeOnly";
  const members = isSchema(properties) ? Object.entries(properties) : [];
  return new Set(
    members.filter(([, member]) => isSchema(member) && member[flag] === true).map(([name]) => name),
  );
}
