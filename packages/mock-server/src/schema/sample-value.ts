// Makes a value for a schema, the same for the same randomness: examples first, then constants, defaults and enums, then by
// type. Recursion ends because optional members are left out below a depth.
import type { Json, Schema, SchemaObject } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";
import { sampleNumber } from "./sample-number.ts";
import { sampleText, type TextSource } from "./sample-text.ts";
import {
  exampleOf,
  foldSchema,
  joinSchemas,
  membersOf,
  resolveSchema,
  subschemas,
  type Schemas,
} from "./schema-view.ts";

export interface SampleOptions extends TextSource {
  readonly schemas: Schemas;
  /** `all`: optional members too; `required`: what the schema owes and nothing else. */
  readonly members: "all" | "required";
  /** Examples are taken as they stand unless this is false. */
  readonly usesExamples?: boolean;
  /** A value for a member that the caller knows better; undefined leaves it to the schema. */
  readonly named?: (name: string, schema: SchemaObject) => Json | undefined;
}

const OPTIONAL_DEPTH = 4;
const REQUIRED_DEPTH = 10;

export function sampleValue(schema: Schema | undefined, options: SampleOptions): Json {
  return sampleAt(schema, options, 0);
}

function sampleAt(schema: Schema | undefined, options: SampleOptions, depth: number): Json {
  const own = chooseAlternative(schema, options, 0);
  return literalOf(own, options) ?? sampleByType(own, options, depth);
}

/** Null is no literal here: a null example says nothing of the shape. */
function literalOf(own: SchemaObject, options: SampleOptions): Json | undefined {
  if (own["const"] !== undefined) return own["const"];
  const example = options.usesExamples === false ? undefined : exampleOf(own);
  if (example !== undefined && example !== null) return example;
  if (own["default"] !== undefined && own["default"] !== null) return own["default"];
  const values = own["enum"];
  return Array.isArray(values) ? values.find((value) => value !== null) : undefined;
}

/** The schema with `allOf` folded in and the first telling alternative of `oneOf` and `anyOf` taken. */
function chooseAlternative(schema: Schema | undefined, options: SampleOptions, depth: number): SchemaObject {
  const own = foldSchema(options.schemas, schema);
  const alternatives = [...subschemas(own["oneOf"]), ...subschemas(own["anyOf"])];
  const chosen = alternatives.find((one) => resolveSchema(options.schemas, one)["type"] !== "null");
  if (chosen === undefined || depth > OPTIONAL_DEPTH) return own;
  const { oneOf: _oneOf, anyOf: _anyOf, discriminator, ...rest } = own;
  const joined = joinSchemas(rest, chooseAlternative(chosen, options, depth + 1));
  return discriminator === undefined
    ? joined
    : withDiscriminator(joined, { discriminator, chosen, schemas: options.schemas });
}

/** The name of the alternative, unless the alternative says itself what the member holds. */
function withDiscriminator(
  schema: SchemaObject,
  {
    discriminator,
    chosen,
    schemas,
  }: { readonly discriminator: Json; readonly chosen: Schema; readonly schemas: Schemas },
): SchemaObject {
  const reference = typeof chosen === "object" ? chosen["$ref"] : undefined;
  if (!isJsonObject(discriminator) || typeof reference !== "string") return schema;
  const { propertyName, mapping } = discriminator;
  if (typeof propertyName !== "string") return schema;
  const said = membersOf(schemas, chosen).get(propertyName);
  const own = resolveSchema(schemas, said?.schema);
  if (own["const"] !== undefined || own["enum"] !== undefined) return schema;
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const mapped = Object.entries(isJsonObject(mapping) ? mapping : {}).find(
    ([, to]) => to === reference || to === name,
  );
  const properties = { [propertyName]: { const: mapped?.[0] ?? name } };
  return joinSchemas({ properties, required: [propertyName] }, schema);
}

function sampleByType(own: SchemaObject, options: SampleOptions, depth: number): Json {
  switch (typeToSample(own)) {
    case "object":
      return sampleObject(own, options, depth);
    case "array":
      return sampleArray(own, options, depth);
    case "integer":
    case "number":
      return sampleNumber(own);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleText(own, options);
  }
}

function typeToSample(own: SchemaObject): string {
  const type = own["type"];
  if (typeof type === "string") return type;
  const first = Array.isArray(type) ? type.find((one) => one !== "null") : undefined;
  if (typeof first === "string") return first;
  if (Array.isArray(type) && type.length > 0) return "null";
  if (own["items"] !== undefined || own["prefixItems"] !== undefined) return "array";
  if (own["minimum"] !== undefined || own["maximum"] !== undefined || own["multipleOf"] !== undefined)
    return "number";
  return own["properties"] !== undefined ||
    own["required"] !== undefined ||
    own["additionalProperties"] !== undefined
    ? "object"
    : "string";
}

function sampleObject(own: SchemaObject, options: SampleOptions, depth: number): Json {
  const members = [...membersOf(options.schemas, own).values()].flatMap((member) => {
    const schema = resolveSchema(options.schemas, member.schema);
    if (schema["writeOnly"] === true) return [];
    const given = options.named?.(member.name, foldSchema(options.schemas, member.schema));
    if (given !== undefined) return [[member.name, given] as const];
    const wanted = member.required || (options.members === "all" && depth < OPTIONAL_DEPTH);
    if (!wanted || depth > REQUIRED_DEPTH) return [];
    return [[member.name, sampleAt(member.schema, options, depth + 1)] as const];
  });
  const additional = own["additionalProperties"];
  const isMap =
    members.length === 0 && isJsonObject(additional) && options.members === "all" && depth < OPTIONAL_DEPTH;
  return Object.fromEntries(isMap ? [["key", sampleAt(additional, options, depth + 1)]] : members);
}

function sampleArray(own: SchemaObject, options: SampleOptions, depth: number): Json {
  const least = typeof own["minItems"] === "number" ? own["minItems"] : 0;
  const wanted = options.members === "all" && depth < OPTIONAL_DEPTH ? Math.max(1, least) : least;
  const most = typeof own["maxItems"] === "number" ? own["maxItems"] : wanted;
  const count = depth > REQUIRED_DEPTH ? 0 : Math.min(wanted, most);
  const leading = subschemas(own["prefixItems"]);
  const items = own["items"];
  const rest: Schema = typeof items === "boolean" || isJsonObject(items) ? items : true;
  return Array.from({ length: Math.max(count, leading.length) }, (_, index) =>
    sampleAt(leading[index] ?? rest, options, depth + 1),
  );
}
