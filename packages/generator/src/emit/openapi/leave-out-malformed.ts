// Where openapi-typescript expects a schema, a response or another object, it takes what it finds for one, and stops at a text
// or `true`. Extensions among responses, and lists of names under `oneOf`, are such values.

const SCHEMA_LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const SCHEMA_MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]);
const SCHEMAS = new Set(["schema", "itemSchema", "items", "additionalProperties", "not"]);
/** What holds parts by names that the document gives. */
const PART_MAPS = new Set(
  "paths webhooks responses headers content callbacks parameters requestBodies links pathItems".split(" "),
);
/** What stands there is data. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

type Members = Record<string, unknown>;
type Visit = (value: Members) => void;

/** Takes out of a document, in place, whatever is no object where only an object has a meaning. */
export function leaveOutMalformed(document: unknown): void {
  if (isObject(document)) visitPart(document);
}

function visitPart(part: Members): void {
  for (const [name, value] of Object.entries(part)) {
    if (DATA.has(name) || !(isObject(value) || Array.isArray(value))) continue;
    if (SCHEMAS.has(name)) visitWith(value, visitSchema);
    else if (name === "schemas") visitAll(value, visitSchema);
    else if (PART_MAPS.has(name)) visitAll(value, visitPart);
    else visitWith(value, visitPart);
  }
}

function visitSchema(schema: Members): void {
  // It reads such an `enum` as one of schemas.
  if (schema["type"] === "object" && Array.isArray(schema["enum"])) delete schema["type"];
  for (const [name, value] of Object.entries(schema)) {
    if (SCHEMA_MAPS.has(name) && isObject(value)) visitAll(value, visitSchema);
    else if (SCHEMAS.has(name)) visitWith(value, visitSchema);
    else if (SCHEMA_LISTS.has(name) && Array.isArray(value)) {
      const schemas = value.filter(isSchema);
      for (const one of schemas) visitWith(one, visitSchema);
      if (schemas.length > 0) schema[name] = schemas;
      else delete schema[name];
    }
  }
}

/** All members of a map or a list, without those that are no part. */
function visitAll(holder: unknown, visit: Visit): void {
  if (Array.isArray(holder)) return visitWith(holder, visit);
  if (!isObject(holder)) return;
  for (const [name, value] of Object.entries(holder)) {
    if (isObject(value) || (visit === visitSchema && typeof value === "boolean")) visitWith(value, visit);
    else delete holder[name];
  }
}

function visitWith(value: unknown, visit: Visit): void {
  if (Array.isArray(value)) for (const item of value) visitWith(item, visit);
  else if (isObject(value)) visit(value);
}

function isSchema(value: unknown): boolean {
  return typeof value === "boolean" || isObject(value);
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
