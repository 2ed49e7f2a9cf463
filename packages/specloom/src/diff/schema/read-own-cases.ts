// The keywords of one schema that say something about the value itself: everything but `$ref` and the applicators.
import { entriesOf, isList, isObject, itemsOf, memberOf, textOf, type Json } from "@specloom/api-model";

import { sameJson } from "../same-json.ts";
import { knowsFormat, numberFormat } from "./formats.ts";
import {
  typeOfJson,
  type ArrayCase,
  type Case,
  type NumberCase,
  type ObjectCase,
  type ObjectPart,
  type SchemaNode,
  type StringCase,
  type TypeName,
} from "./shape.ts";

/** What reading one schema needs from the document around it. */
export interface OwnReading {
  readonly isVersion30: boolean;
  /** The node of a member of the schema. */
  readonly node: (schema: Json, ...segments: readonly (string | number)[]) => SchemaNode;
  /** True for the schema of a member that travels the other way only. */
  readonly isDropped: (schema: Json) => boolean;
}

const TYPES: readonly TypeName[] = ["null", "boolean", "number", "string", "array", "object"];
const BASE = { excludes: [], opaque: [], label: "" } as const;

/** One case for each type that the schema's own keywords leave open. */
export function readOwnCases(schema: Json, reading: OwnReading): Case[] {
  if (schema === false) return [];
  if (!isObject(schema)) return TYPES.map((type) => readCase(type, {}, reading));
  const values = valuesOf(schema);
  return typesOfVersion(schema, reading.isVersion30).flatMap((type): Case[] => {
    const read = readCase(type, schema, reading);
    if (values === undefined) return [read];
    const own = values.filter((value) => typeOfJson(value) === type);
    return own.length === 0 ? [] : [{ ...read, values: own }];
  });
}

function typesOfVersion(schema: Json, isVersion30: boolean): readonly TypeName[] {
  const written = memberOf(schema, "type");
  if (written === undefined) return TYPES;
  const names = new Set(isList(written) ? written : [written]);
  if (isVersion30 && memberOf(schema, "nullable") === true) names.add("null");
  if (names.has("integer")) names.add("number");
  return TYPES.filter((type) => names.has(type));
}

/** Values of `enum` and `const`. */
function valuesOf(schema: Json): readonly Json[] | undefined {
  const list = memberOf(schema, "enum");
  const only = memberOf(schema, "const");
  if (only === undefined) return isList(list) ? list : undefined;
  return isList(list) ? list.filter((value) => sameJson(value, only)) : [only];
}

function readCase(type: TypeName, schema: Json, reading: OwnReading): Case {
  switch (type) {
    case "number":
      return readNumber(schema);
    case "string":
      return readString(schema);
    case "array":
      return readArray(schema, reading);
    case "object":
      return readObject(schema, reading);
    default:
      return { ...BASE, type };
  }
}

function readNumber(schema: Json): NumberCase {
  const types = memberOf(schema, "type");
  const named = isList(types) ? types : [types];
  const format = numberFormat(textOf(schema, "format"));
  const step = numberOf(schema, "multipleOf", 0);
  return {
    ...BASE,
    type: "number",
    ...lowerBound(schema, format?.minimum ?? -Infinity),
    ...upperBound(schema, format?.maximum ?? Infinity),
    isInteger: (named.includes("integer") && !named.includes("number")) || format?.isInteger === true,
    multiples: step > 0 ? [step] : [],
    opaque: opaqueFormat(schema, format !== undefined),
  };
}

function lowerBound(
  schema: Json,
  least: number,
): { readonly minimum: number; readonly isMinimumExclusive: boolean } {
  const inclusive = Math.max(numberOf(schema, "minimum", -Infinity), least);
  const exclusive = memberOf(schema, "exclusiveMinimum");
  if (exclusive === true) return { minimum: inclusive, isMinimumExclusive: true };
  const isExclusive = typeof exclusive === "number" && exclusive >= inclusive;
  return { minimum: isExclusive ? exclusive : inclusive, isMinimumExclusive: isExclusive };
}

function upperBound(
  schema: Json,
  most: number,
): { readonly maximum: number; readonly isMaximumExclusive: boolean } {
  const inclusive = Math.min(numberOf(schema, "maximum", Infinity), most);
  const exclusive = memberOf(schema, "exclusiveMaximum");
  if (exclusive === true) return { maximum: inclusive, isMaximumExclusive: true };
  const isExclusive = typeof exclusive === "number" && exclusive <= inclusive;
  return { maximum: isExclusive ? exclusive : inclusive, isMaximumExclusive: isExclusive };
}

function readString(schema: Json): StringCase {
  const pattern = textOf(schema, "pattern");
  const format = textOf(schema, "format");
  const isKnown = format !== undefined && knowsFormat(format);
  const encodings = ["contentEncoding", "contentMediaType"].flatMap((name) => {
    const text = textOf(schema, name);
    return text === undefined ? [] : [`${name} ${text}`];
  });
  return {
    ...BASE,
    type: "string",
    minLength: numberOf(schema, "minLength", 0),
    maxLength: numberOf(schema, "maxLength", Infinity),
    patterns: pattern === undefined ? [] : [pattern],
    formats: isKnown ? [format] : [],
    opaque: [...opaqueFormat(schema, isKnown), ...encodings],
  };
}

/** Formats that change nothing in JSON. */
const FREE_FORMATS = new Set(["password", "binary", "float", "double"]);

function opaqueFormat(schema: Json, isKnown: boolean): readonly string[] {
  const format = textOf(schema, "format");
  return format === undefined || isKnown || FREE_FORMATS.has(format) ? [] : [`format ${format}`];
}

function readArray(schema: Json, { node }: OwnReading): ArrayCase {
  const items = memberOf(schema, "items");
  const prefix = itemsOf(memberOf(schema, "prefixItems")).map((item, index) =>
    node(item, "prefixItems", index),
  );
  const contains = memberOf(schema, "contains");
  const rest = items === undefined || isList(items) ? undefined : node(items, "items");
  return {
    ...BASE,
    type: "array",
    parts: rest === undefined && prefix.length === 0 ? [] : [{ prefix, ...(rest && { rest }) }],
    minItems: numberOf(schema, "minItems", 0),
    maxItems: numberOf(schema, "maxItems", Infinity),
    isUnique: memberOf(schema, "uniqueItems") === true,
    contains:
      contains === undefined
        ? []
        : [
            {
              node: node(contains, "contains"),
              min: numberOf(schema, "minContains", 1),
              max: numberOf(schema, "maxContains", Infinity),
            },
          ],
  };
}

function readObject(schema: Json, reading: OwnReading): ObjectCase {
  const { node, isDropped } = reading;
  const declared = entriesOf(memberOf(schema, "properties"));
  const dropped = new Set(declared.filter(([, value]) => isDropped(value)).map(([name]) => name));
  const names = memberOf(schema, "propertyNames");
  const part = readPart(schema, reading, dropped);
  return {
    ...BASE,
    type: "object",
    parts: part === undefined ? [] : [part],
    required: new Set(itemsOf(memberOf(schema, "required")).filter((name) => typeof name === "string")),
    minProperties: numberOf(schema, "minProperties", 0),
    maxProperties: numberOf(schema, "maxProperties", Infinity),
    names: names === undefined ? [] : [node(names, "propertyNames")],
    dependentRequired: entriesOf(memberOf(schema, "dependentRequired")).map(([name, needs]) => ({
      name,
      needs: itemsOf(needs).filter((need) => typeof need === "string"),
    })),
    dropped,
  };
}

function readPart(schema: Json, { node }: OwnReading, dropped: ReadonlySet<string>): ObjectPart | undefined {
  const additional = memberOf(schema, "additionalProperties");
  const properties = new Map(
    entriesOf(memberOf(schema, "properties"))
      .filter(([name]) => !dropped.has(name))
      .map(([name, value]) => [name, node(value, "properties", name)]),
  );
  const patterns = entriesOf(memberOf(schema, "patternProperties")).map(([pattern, value]) => ({
    pattern,
    node: node(value, "patternProperties", pattern),
  }));
  if (additional === undefined && properties.size === 0 && patterns.length === 0) return undefined;
  return {
    properties,
    patterns,
    ...(additional !== undefined && { additional: node(additional, "additionalProperties") }),
  };
}

function numberOf(schema: Json, name: string, otherwise: number): number {
  const value = memberOf(schema, name);
  return typeof value === "number" ? value : otherwise;
}
