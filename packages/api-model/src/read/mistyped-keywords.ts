// What a keyword of a schema must be to say anything (JSON Schema 2020-12, validation and core). A keyword of another type
// asserts nothing, and most readers of schemas stop at it: it is left out once, for all of them.
import { isList, isObject, type JsonObject } from "../json.ts";
import type { Json } from "../model.ts";

interface Kind {
  readonly words: string;
  readonly holds: (value: Json) => boolean;
}

const TEXT: Kind = { words: "a text", holds: (value) => typeof value === "string" };
const FLAG: Kind = { words: "true or false", holds: (value) => typeof value === "boolean" };
const NUMBER: Kind = { words: "a number", holds: (value) => typeof value === "number" };
const BOUND: Kind = { words: "a number", holds: (value) => NUMBER.holds(value) || FLAG.holds(value) };
const DIVISOR: Kind = {
  words: "a number above 0",
  holds: (value) => typeof value === "number" && value > 0,
};
const SCHEMA: Kind = { words: "a schema", holds: isSchema };
const SCHEMAS: Kind = {
  words: "a list of schemas",
  holds: (value) => isList(value) && value.every(isSchema),
};
const VALUES: Kind = { words: "a list of values", holds: (value) => isList(value) && value.length > 0 };
const NAMES: Kind = { words: "a list of names", holds: isNames };
const MEMBERS: Kind = { words: "an object", holds: isObject };
const DEPENDENTS: Kind = {
  words: "an object of lists of names",
  holds: (value) => isObject(value) && Object.values(value).every(isNames),
};
const TYPES: Kind = { words: "the name of a type, or a list of them", holds: areTypes };
const KNOWN = new Set(["string", "number", "integer", "boolean", "null", "object", "array"]);

/** Keywords whose type decides; the others may be anything, or are looked at where they are read. */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<[Kind, string]>({
    text: [TEXT, "$ref format pattern title description $comment $dynamicRef $dynamicAnchor $recursiveRef"],
    flag: [FLAG, "uniqueItems nullable readOnly writeOnly deprecated"],
    number: [
      NUMBER,
      "minimum maximum minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains",
    ],
    bound: [BOUND, "exclusiveMinimum exclusiveMaximum"],
    divisor: [DIVISOR, "multipleOf"],
    // Under `items` an older JSON Schema has a list, which says nothing in 2020-12.
    schema: [
      SCHEMA,
      "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties",
    ],
    schemas: [SCHEMAS, "allOf oneOf anyOf prefixItems"],
    values: [VALUES, "enum"],
    names: [NAMES, "required"],
    members: [MEMBERS, "properties patternProperties dependentSchemas $defs definitions"],
    dependents: [DEPENDENTS, "dependentRequired"],
    types: [TYPES, "type"],
  }).flatMap(([, [kind, keywords]]) => keywords.split(" ").map((keyword) => [keyword, kind] as const)),
);

export interface MistypedKeyword {
  readonly keyword: string;
  /** What it must be. */
  readonly expected: string;
}

/** The keywords of a schema that have not their type. */
export function mistypedKeywords(schema: JsonObject): readonly MistypedKeyword[] {
  let found: MistypedKeyword[] | undefined;
  for (const keyword in schema) {
    const kind = KINDS.get(keyword);
    const value = schema[keyword];
    if (kind === undefined || value === undefined || kind.holds(value)) continue;
    found ??= [];
    found.push({ keyword, expected: kind.words });
  }
  return found ?? [];
}

function areTypes(value: Json): boolean {
  const names = isList(value) ? value : [value];
  return names.length > 0 && names.every((name) => typeof name === "string" && KNOWN.has(name));
}

function isSchema(value: Json): boolean {
  return isObject(value) || typeof value === "boolean";
}

function isNames(value: Json): boolean {
  return isList(value) && value.every((name) => typeof name === "string");
}
