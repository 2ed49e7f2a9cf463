// The keywords of a schema. Validators of the client, the mock server and the contract suite read schemas as they are written,
// so that "degraded" speaks of the types alone.
import type { Json } from "../model.ts";
import { isList, isObject } from "../json.ts";
import { degraded, ignored, listOf, mapOf, one, represented, type KeywordTable } from "./keyword.ts";

const TYPES = new Set(["string", "number", "integer", "boolean", "null", "object", "array"]);
const RULE = "comment of the type; kept by validators, mock server and contract suite";
const NO_TYPE = "has no counterpart among types; kept by validators, mock server and contract suite";
const REFERENCE = "the reference is not followed";
const OLDER = "of an older JSON Schema; nothing heeds it";
const XML = "how XML is written; a body of XML is a text here";

const CONDITIONS: KeywordTable = Object.fromEntries(
  ["if", "then", "else"].map((keyword) => [keyword, degraded(NO_TYPE, one("Schema"))]),
);

export const SCHEMA_KEYWORDS: KeywordTable = {
  $ref: represented("the type of that name"),
  type: represented("the type", {
    unless: "a name that JSON Schema does not have",
    loses: (value) => {
      const unknown = (isList(value) ? value : [value]).find(
        (type) => typeof type !== "string" || !TYPES.has(type),
      );
      return unknown === undefined
        ? undefined
        : `${JSON.stringify(unknown)} is no type: any value is allowed`;
    },
  }),
  nullable: represented("a union with `null`"),
  const: represented("the value as a type"),
  enum: represented("a union, open in answers"),
  properties: represented("members", mapOf("Schema")),
  required: represented("members that are not optional"),
  additionalProperties: represented("an index signature; `false` is kept by validators", one("Schema")),
  items: represented("a list", {
    ...one("Schema"),
    unless: "a list of schemas, of an older JSON Schema",
    loses: (value) =>
      isList(value) ? "a list of schemas is of an older JSON Schema: items may be anything" : undefined,
  }),
  prefixItems: represented("a tuple", listOf("Schema")),
  allOf: represented("one object type, or an intersection", listOf("Schema")),
  oneOf: represented("a union", listOf("Schema")),
  anyOf: represented("a union", listOf("Schema")),
  discriminator: represented("literal members that narrow the union", one("Discriminator")),
  readOnly: represented("no member of requests"),
  writeOnly: represented("no member of answers"),
  deprecated: represented("`@deprecated`"),
  default: represented("`@default`"),
  title: represented("comment, where there is no description"),
  description: represented("comment"),
  example: represented("made cases of the contract suite, answers of the mock server"),
  examples: represented("made cases of the contract suite, answers of the mock server"),
  format: represented(RULE),
  pattern: represented(RULE, {
    unless: "no regular expression of JavaScript",
    loses: (value) => (isPattern(value) ? undefined : "JavaScript cannot read it: nothing heeds it"),
  }),
  minLength: represented(RULE),
  maxLength: represented(RULE),
  minimum: represented(RULE),
  maximum: represented(RULE),
  exclusiveMinimum: represented(RULE),
  exclusiveMaximum: represented(RULE),
  multipleOf: represented(RULE),
  minItems: represented(RULE),
  maxItems: represented(RULE),
  uniqueItems: represented(RULE),
  minProperties: represented(RULE),
  maxProperties: represented(RULE),
  $defs: represented("types where they are referred to", mapOf("Schema")),
  definitions: represented("types where they are referred to", mapOf("Schema")),
  $anchor: represented("a name for `$ref`s"),
  not: degraded(NO_TYPE, one("Schema")),
  ...CONDITIONS,
  dependentSchemas: degraded(NO_TYPE, mapOf("Schema")),
  dependentRequired: degraded(NO_TYPE),
  dependencies: degraded(OLDER, mapOf("Schema")),
  patternProperties: degraded(NO_TYPE, mapOf("Schema")),
  propertyNames: degraded(NO_TYPE, one("Schema")),
  contains: degraded(NO_TYPE, one("Schema")),
  minContains: degraded(NO_TYPE),
  maxContains: degraded(NO_TYPE),
  additionalItems: degraded(OLDER, one("Schema")),
  unevaluatedProperties: represented("`false` and `true` say nothing that a type could", {
    ...one("Schema"),
    unless: "a schema",
    loses: (value) => (isObject(value) ? NO_TYPE : undefined),
  }),
  unevaluatedItems: represented("`false` and `true` say nothing that a type could", {
    ...one("Schema"),
    unless: "a schema",
    loses: (value) => (isObject(value) ? NO_TYPE : undefined),
  }),
  $dynamicRef: degraded(REFERENCE),
  $dynamicAnchor: degraded(REFERENCE),
  $recursiveRef: degraded(REFERENCE),
  $recursiveAnchor: degraded(REFERENCE),
  $id: degraded("`$ref`s are resolved against the document, not against it"),
  $schema: represented("JSON Schema 2020-12 and OpenAPI's own dialects", {
    unless: "another dialect",
    loses: (value) => dialectLoss(value),
  }),
  $vocabulary: degraded("every vocabulary is read as that of JSON Schema 2020-12"),
  $comment: ignored("for authors"),
  externalDocs: ignored("for readers", one("External Documentation")),
  xml: ignored(XML, one("XML")),
  contentEncoding: ignored("annotation: the text is not decoded"),
  contentMediaType: ignored("annotation: the text is not decoded"),
  contentSchema: ignored("annotation: the text is not decoded"),
};

export const DISCRIMINATOR_KEYWORDS: KeywordTable = {
  propertyName: represented("the member that narrows"),
  mapping: represented("its values"),
  defaultMapping: degraded("an unknown value stands for no alternative"),
};

export const XML_KEYWORDS: KeywordTable = Object.fromEntries(
  ["name", "namespace", "prefix", "nodeType", "attribute", "wrapped"].map((keyword) => [
    keyword,
    ignored(XML),
  ]),
);

function isPattern(value: Json): boolean {
  try {
    return typeof value === "string" && new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** What is lost where a schema is written in another dialect than those that are read. */
export function dialectLoss(dialect: unknown): string | undefined {
  return typeof dialect === "string" &&
    /\/draft\/2020-12\/schema#?$|spec\.openapis\.org\/oas\/3\./.test(dialect)
    ? undefined
    : "schemas are read as JSON Schema 2020-12";
}
