// Says of a value that a schema surely refuses it. Compiling a validator for each schema of a large document takes as long as a
// third of its generation; this reads the schema as it goes, and passes whatever it does not understand.
import type { ApiModel, Json, Schema, SchemaObject } from "@specloom/api-model";

import { isObject, isSchema } from "../emit/types/schema-reading.ts";

const DEEPEST = 60;
/** Characters of a text that patterns are tried on. */
const LONGEST = 1000;

interface Place {
  readonly schemas: ApiModel["schemas"];
  /** Where in the value, as a pointer. */
  readonly at: string;
  readonly depth: number;
}

type Judge = (schema: SchemaObject, value: Json, place: Place) => string | undefined;

/** What a request's schema surely has against a value: `/name must be string`; undefined where nothing is plain to see. */
export function judgeValue(schema: Schema, value: Json, schemas: ApiModel["schemas"]): string | undefined {
  return judge(schema, value, { schemas, at: "", depth: 0 });
}

function judge(schema: Schema, value: Json, place: Place): string | undefined {
  if (typeof schema === "boolean") return schema ? undefined : say(place, "is not allowed");
  if (place.depth > DEEPEST) return undefined;
  if (value === null && schema["nullable"] === true) return undefined;
  for (const look of JUDGES) {
    const fault = look(schema, value, place);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function say({ at }: Place, what: string): string {
  return at === "" ? what : `${at} ${what}`;
}

function inside(place: Place, name?: string | number): Place {
  const at = name === undefined ? place.at : `${place.at}/${name}`;
  return { ...place, at, depth: place.depth + 1 };
}

const JUDGES: readonly Judge[] = [
  judgeReference,
  judgeType,
  judgeChoice,
  judgeText,
  judgeNumber,
  judgeList,
  judgeObject,
  judgeParts,
];

function judgeReference({ $ref: reference }: SchemaObject, value: Json, place: Place): string | undefined {
  const target = typeof reference === "string" ? place.schemas[reference] : undefined;
  return target === undefined ? undefined : judge(target, value, inside(place));
}

function judgeType({ type }: SchemaObject, value: Json, place: Place): string | undefined {
  const types = [type ?? []].flat().filter((name: Json) => typeof name === "string");
  const isOne = types.length === 0 || types.some((name) => isOfType(value, name));
  return isOne ? undefined : say(place, `must be ${types.join(" or ")}`);
}

function isOfType(value: Json, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return !["string", "number", "boolean"].includes(type) || typeof value === type;
}

function judgeChoice(schema: SchemaObject, value: Json, place: Place): string | undefined {
  const { enum: several, const: only } = schema;
  const allowed = Array.isArray(several) ? several : only === undefined ? undefined : [only];
  const isOne = allowed === undefined || allowed.some((one: Json) => isSame(one, value));
  return isOne ? undefined : say(place, `must be one of ${JSON.stringify(allowed)}`);
}

/** In whatever order the members stand. */
function isSame(one: Json, other: Json): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one === other;
  const [first, second] = [Object.entries(one), new Map(Object.entries<Json>(other))];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    first.length === second.size &&
    first.every(([name, inner]: [string, Json]) => {
      const twin = second.get(name);
      return twin !== undefined && isSame(inner, twin);
    })
  );
}

function judgeText(schema: SchemaObject, value: Json, place: Place): string | undefined {
  if (typeof value !== "string") return undefined;
  const { pattern } = schema;
  const bounds = judgeSize(schema, "Length", Array.from(value).length);
  if (bounds !== undefined) return say(place, `must have ${bounds} characters`);
  const isRefused = typeof pattern === "string" && value.length <= LONGEST && !matches(pattern, value);
  return isRefused ? say(place, `must match the pattern ${JSON.stringify(pattern)}`) : undefined;
}

/** True as well where the pattern is none, or repeats a group, which some texts take forever to match. */
function matches(pattern: string, text: string): boolean {
  if (/\)[*+{]/.test(pattern)) return true;
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

/** `at least 3`, where the number is beyond what `minLength` and its like allow. */
function judgeSize(
  schema: SchemaObject,
  what: "Length" | "Items" | "Properties",
  count: number,
): string | undefined {
  const [least, most] = [schema[`min${what}`], schema[`max${what}`]];
  if (typeof least === "number" && count < least) return `at least ${least}`;
  return typeof most === "number" && count > most ? `at most ${most}` : undefined;
}

function judgeNumber(schema: SchemaObject, value: Json, place: Place): string | undefined {
  if (typeof value !== "number") return undefined;
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  if (typeof minimum === "number" && (value < minimum || (above === true && value === minimum)))
    return say(place, `must be ${above === true ? "over" : "at least"} ${minimum}`);
  if (typeof maximum === "number" && (value > maximum || (below === true && value === maximum)))
    return say(place, `must be ${below === true ? "under" : "at most"} ${maximum}`);
  if (typeof above === "number" && value <= above) return say(place, `must be over ${above}`);
  return typeof below === "number" && value >= below ? say(place, `must be under ${below}`) : undefined;
}

function judgeList(schema: SchemaObject, value: Json, place: Place): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const bounds = judgeSize(schema, "Items", value.length);
  if (bounds !== undefined) return say(place, `must have ${bounds} items`);
  const { items, prefixItems } = schema;
  const first = Array.isArray(prefixItems) ? prefixItems : [];
  return firstFault(value.entries(), ([index, item]: [number, Json]) => {
    const own = index < first.length ? first[index] : items;
    return isSchema(own) ? judge(own, item, inside(place, index)) : undefined;
  });
}

function judgeObject(schema: SchemaObject, value: Json, place: Place): string | undefined {
  if (!isObject(value)) return undefined;
  const { required, patternProperties, additionalProperties: rest } = schema;
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const owed = Array.isArray(required) ? required : [];
  const missing = owed.find(
    (name: Json) =>
      typeof name === "string" && !Object.hasOwn(value, name) && !isReadOnly(properties, name, place),
  );
  if (missing !== undefined) return say(place, `must have the member ${JSON.stringify(missing)}`);
  const bounds = judgeSize(schema, "Properties", Object.keys(value).length);
  if (bounds !== undefined) return say(place, `must have ${bounds} members`);
  return firstFault(Object.entries(value), ([name, member]) => {
    const isNamed = Object.hasOwn(properties, name);
    const own = isNamed ? properties[name] : patternProperties === undefined ? rest : undefined;
    return isSchema(own) ? judge(own, member, inside(place, name)) : undefined;
  });
}

/** A request does not owe what the server alone writes. */
function isReadOnly(properties: SchemaObject, name: string, { schemas }: Place): boolean {
  const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const reference = isObject(member) ? member["$ref"] : undefined;
  const target = typeof reference === "string" ? schemas[reference] : undefined;
  return [member, target].some((one) => isObject(one) && one["readOnly"] === true);
}

function judgeParts({ allOf, anyOf, oneOf }: SchemaObject, value: Json, place: Place): string | undefined {
  const fault = firstFault(schemasOf(allOf), (part) => judge(part, value, inside(place)));
  if (fault !== undefined) return fault;
  // More than one alternative of `oneOf` may fit as far as can be seen here, and be refused elsewhere.
  for (const alternatives of [schemasOf(anyOf), schemasOf(oneOf)]) {
    const fits = alternatives.some((one) => judge(one, value, inside(place)) === undefined);
    if (alternatives.length > 0 && !fits) return say(place, "fits none of its alternatives");
  }
  return undefined;
}

function schemasOf(list: Json | undefined): readonly Schema[] {
  return Array.isArray(list) ? list.filter((one: Json) => isSchema(one)) : [];
}

function firstFault<Item>(
  items: Iterable<Item>,
  look: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const fault = look(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
