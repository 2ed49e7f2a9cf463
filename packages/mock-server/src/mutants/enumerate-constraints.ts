// One mutant a constraint of a request and a side of its bound.
import type { ApiModel, Json, SchemaID, SchemaObject } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";
import type { Mutant } from "./mutant.ts";
import { requestSchemas } from "./request-schemas.ts";
import { withRequestSchemas } from "./state.ts";

interface Variant {
  readonly name: string;
  readonly schema: SchemaObject;
}

const BOUNDS = [
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "multipleOf",
];

export function enumerateConstraints(model: ApiModel): readonly Mutant[] {
  const schemas = new Map(
    [...requestSchemas(model, "body"), ...requestSchemas(model, "parameter")].map(({ id, schema }) => [
      id,
      schema,
    ]),
  );
  return [...schemas].flatMap(([id, schema]) =>
    typeof schema === "boolean" ? [] : variantsAt(schema, "").map((variant) => constraintMutant(id, variant)),
  );
}

function constraintMutant(id: SchemaID, { name, schema }: Variant): Mutant {
  return {
    id: `constraint:${id.replace("#/", "")}${name}`,
    group: "constraint off by one",
    sentence: `Requests are judged with ${name.slice(1)} at ${id}.`,
    arm: () => ({ context: (context) => withRequestSchemas(context, { [id]: schema }) }),
  };
}

/** The schema with one constraint changed, for each constraint in it. */
function variantsAt(schema: SchemaObject, place: string): readonly Variant[] {
  const own = [...boundVariants(schema), ...memberVariants(schema), ...otherVariants(schema)].map(
    (variant): Variant => ({ name: `${place}/${variant.name}`, schema: variant.schema }),
  );
  return [...own, ...innerVariants(schema, place)];
}

function boundVariants(schema: SchemaObject): readonly Variant[] {
  return BOUNDS.flatMap((keyword) => {
    const bound = schema[keyword];
    if (typeof bound !== "number") return [];
    return [bound - 1, bound + 1]
      .filter((value) => value >= 0 || keyword.endsWith("imum"))
      .map((value) => ({ name: `${keyword}=${value}`, schema: { ...schema, [keyword]: value } }));
  });
}

function memberVariants(schema: SchemaObject): readonly Variant[] {
  const required: readonly Json[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const names = isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  return names.map((name) => {
    const others = required.filter((one) => one !== name);
    return required.includes(name)
      ? { name: `required-without-${name}`, schema: { ...schema, required: others } }
      : { name: `required-with-${name}`, schema: { ...schema, required: [...others, name] } };
  });
}

function otherVariants(schema: SchemaObject): readonly Variant[] {
  const { type, pattern: _pattern, enum: values } = schema;
  const untyped = Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "type"));
  const unpatterned = Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "pattern"));
  return [
    ...(type === undefined
      ? []
      : [
          { name: "any-type", schema: untyped },
          { name: "or-null", schema: { ...schema, type: [...[type].flat(), "null"] } },
        ]),
    ...(schema["pattern"] === undefined ? [] : [{ name: "any-pattern", schema: unpatterned }]),
    ...(Array.isArray(values)
      ? [
          ...values.map((value: Json) => ({
            name: `enum-without-${JSON.stringify(value)}`,
            schema: { ...schema, enum: values.filter((one: Json) => one !== value) },
          })),
          {
            name: "any-value",
            schema: Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "enum")),
          },
        ]
      : []),
    ...(schema["additionalProperties"] === false
      ? [{ name: "any-member", schema: { ...schema, additionalProperties: true } }]
      : []),
  ];
}

function innerVariants(schema: SchemaObject, place: string): readonly Variant[] {
  const { properties, items } = schema;
  const members = isJsonObject(properties)
    ? Object.entries(properties).flatMap(([name, inner]) =>
        isJsonObject(inner)
          ? variantsAt(inner, `${place}/${name}`).map((variant) => ({
              name: variant.name,
              schema: { ...schema, properties: { ...properties, [name]: variant.schema } },
            }))
          : [],
      )
    : [];
  const ofItems = isJsonObject(items)
    ? variantsAt(items, `${place}/items`).map((variant) => ({
        name: variant.name,
        schema: { ...schema, items: variant.schema },
      }))
    : [];
  return [...members, ...ofItems];
}
