// Takes one declared parameter out of a request, by the styles of OpenAPI (3.1, 4.8.12.2), as a JSON value.
import type { Json, Parameter, Schema } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";
import { foldSchema, membersOf, typesThroughReferences, type Schemas } from "../schema/schema-view.ts";
import type { Validate, Validators } from "../schema/validators.ts";
import { createCoercion, type Coerce } from "./coerce-text.ts";
import { decodePercents } from "./decode-percents.ts";
import { decodeFormText, type QueryPair } from "./query-pairs.ts";

export interface ParameterReader {
  readonly parameter: Parameter;
  readonly validate: Validate;
  /** From the query; undefined where it is not given. */
  fromQuery(pairs: readonly QueryPair[]): Json | undefined;
  /** From a path segment, a header's value or a cookie's. */
  fromText(text: string): Json;
}

interface Shape {
  readonly kind: "scalar" | "array" | "object";
  readonly coerce: Coerce;
  readonly coerceMember: (name: string, text: string) => Json;
  readonly members: ReadonlySet<string>;
}

export function createParameterReader(
  parameter: Parameter,
  schemas: Schemas,
  validators: Validators,
): ParameterReader {
  const shape = shapeOf(schemas, schemas[parameter.schema]);
  const validate = validators.request(parameter.schema, parameter.enforcesFormat);
  return {
    parameter,
    validate,
    fromQuery: (pairs) => {
      const value = readQuery(parameter, shape, pairs);
      return isListOfOne(value) ? asWritten(value, validate) : value;
    },
    fromText: (text) => readText(parameter, shape, text),
  };
}

type QueryField = Pick<Parameter, "name" | "style" | "explode" | "mediaType">;

/** Takes a field of a url-encoded form that has a style out of all pairs; undefined where it is not there. */
export function createFieldReader(
  field: QueryField,
  schemas: Schemas,
  schema: Schema | undefined,
): (pairs: readonly QueryPair[]) => Json | undefined {
  const shape = shapeOf(schemas, schema);
  return (pairs) => readQuery(field, shape, pairs);
}

/** `a` may be a text or a list of one: the schema decides. */
function asWritten(value: readonly [Json], validate: Validate): Json {
  return validate([...value]) !== undefined && validate(value[0]) === undefined ? value[0] : [...value];
}

function isListOfOne(value: Json | undefined): value is [Json] {
  return Array.isArray(value) && value.length === 1;
}

function shapeOf(schemas: Schemas, schema: Schema | undefined): Shape {
  const types = typesThroughReferences(schemas, schema);
  const members = membersOf(schemas, schema);
  const items = foldSchema(schemas, schema)["items"];
  const kind = types.has("array") ? "array" : types.has("object") ? "object" : "scalar";
  const itemSchema: Schema = typeof items === "boolean" || isJsonObject(items) ? items : true;
  const coercions = new Map(
    [...members].map(([name, member]) => [name, createCoercion(schemas, member.schema)]),
  );
  return {
    kind,
    coerce: createCoercion(schemas, kind === "array" ? itemSchema : schema),
    coerceMember: (name, text) => coercions.get(name)?.(text) ?? text,
    members: new Set(members.keys()),
  };
}

const decode = (raw: string): string => decodeFormText(raw) ?? raw;

function readQuery(parameter: QueryField, shape: Shape, pairs: readonly QueryPair[]): Json | undefined {
  if (pairs.length === 0) return undefined;
  if (shape.kind === "object" && parameter.mediaType === undefined)
    return readQueryObject(parameter, shape, pairs);
  const isArray = shape.kind === "array" && parameter.mediaType === undefined;
  const found = pairs.filter(
    ({ name }) => name === parameter.name || (isArray && isBracketForm(name, parameter.name)),
  );
  const [first] = found;
  if (first === undefined) return undefined;
  if (parameter.mediaType !== undefined) return parseJsonText(decode(first.raw));
  if (!isArray) return shape.coerce(decode(first.raw));
  const delimiter = parameter.explode ? undefined : QUERY_DELIMITERS[parameter.style];
  const raws =
    delimiter === undefined ? found.map(({ raw }) => raw) : found.flatMap(({ raw }) => raw.split(delimiter));
  return raws.map((raw) => shape.coerce(decode(raw)));
}

/** Clients of many kinds write `name[]=` or `name[0]=` for an array called `name`, and `name=` for one called `name[]`. */
function isBracketForm(name: string, declared: string): boolean {
  const base = declared.endsWith("[]") ? declared.slice(0, -2) : declared;
  return name === base || (name.startsWith(`${base}[`) && /^\[\d*\]$/.test(name.slice(base.length)));
}

const QUERY_DELIMITERS: { readonly [style: string]: RegExp } = {
  form: /,/,
  spaceDelimited: /%20|\+/,
  pipeDelimited: /\||%7[Cc]/,
};

function readQueryObject(parameter: QueryField, shape: Shape, pairs: readonly QueryPair[]): Json | undefined {
  if (parameter.style === "form" && !parameter.explode) {
    const given = pairs.find(({ name }) => name === parameter.name);
    return given === undefined ? undefined : objectOfList(given.raw.split(",").map(decode), shape);
  }
  const entries = pairs.flatMap(({ name, raw }) => {
    const member = parameter.style === "deepObject" ? bracketMember(name, parameter.name) : name;
    const isKnown = member !== undefined && (parameter.style === "deepObject" || shape.members.has(member));
    return isKnown ? [[member, shape.coerceMember(member, decode(raw))] as const] : [];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function bracketMember(name: string, declared: string): string | undefined {
  const isMember = name.startsWith(`${declared}[`) && name.endsWith("]");
  return isMember ? name.slice(declared.length + 1, -1) : undefined;
}

/** `a,1,b,2` is `{ "a": 1, "b": 2 }`. */
function objectOfList(parts: readonly string[], shape: Shape): Json {
  const entries: (readonly [string, Json])[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const name = parts[index] ?? "";
    entries.push([name, shape.coerceMember(name, parts[index + 1] ?? "")]);
  }
  return Object.fromEntries(entries);
}

function readText(parameter: Parameter, shape: Shape, text: string): Json {
  if (parameter.mediaType !== undefined) return parseJsonText(text);
  const { bare, delimiter } = withoutPrefix(parameter, text);
  // In a cookie the style `form` encodes as it does in a query; paths are decoded by now.
  const plain = parameter.in === "cookie" && parameter.style === "form" ? decodePercents : String;
  if (shape.kind === "scalar") return shape.coerce(plain(bare.replace(matrixName(parameter), "")));
  const parts = bare === "" ? [] : bare.split(delimiter).map((part) => part.trim());
  if (shape.kind === "array")
    return parts.map((part) => shape.coerce(plain(part.replace(matrixName(parameter), ""))));
  const texts = parameter.explode ? parts.flatMap((part) => nameAndValue(part)) : parts;
  return objectOfList(texts.map(plain), shape);
}

/** Of `a=1`. */
function nameAndValue(part: string): readonly [string, string] {
  const equals = part.indexOf("=");
  return equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
}

/** Path styles `label` (`.a.b`) and `matrix` (`;name=a`); the others have no prefix. */
function withoutPrefix(parameter: Parameter, text: string): { bare: string; delimiter: string } {
  if (parameter.style === "label")
    return { bare: text.replace(/^\./, ""), delimiter: parameter.explode ? "." : "," };
  if (parameter.style !== "matrix") return { bare: text, delimiter: "," };
  const bare = text.replace(/^;/, "");
  return parameter.explode
    ? { bare, delimiter: ";" }
    : { bare: bare.replace(matrixName(parameter), ""), delimiter: "," };
}

function matrixName(parameter: Parameter): string {
  return parameter.style === "matrix" ? `${parameter.name}=` : "";
}

/** Text that is no JSON stays text: the schema then refuses it, unless it allows text. */
function parseJsonText(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
