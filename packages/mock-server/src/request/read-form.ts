// The fields of a form as the JSON object that its schema speaks of: url-encoded, or in parts.
import type { Content, FieldEncoding, Json, Schema } from "@specloom/api-model";
import { isJsonObject } from "../json.ts";
import { foldSchema, membersOf, typesThroughReferences, type Schemas } from "../schema/schema-view.ts";
import { createCoercion } from "./coerce-text.ts";
import { isJsonType } from "./media-type.ts";
import { createFieldReader } from "./parameter-reader.ts";
import { decodeFormText, parseQuery, type QueryPair } from "./query-pairs.ts";

interface Form {
  readonly schemas: Schemas;
  readonly content: Content;
  readonly members: ReadonlyMap<string, { readonly schema: Schema }>;
}

function formOf(content: Content, schemas: Schemas): Form {
  const schema = content.schema === undefined ? undefined : schemas[content.schema];
  return { schemas, content, members: membersOf(schemas, schema) };
}

/** Undefined where a percent-encoding is broken. */
export function readForm(text: string, content: Content, schemas: Schemas): Json | undefined {
  const pairs = parseQuery(text);
  if (pairs === undefined) return undefined;
  const form = formOf(content, schemas);
  const styled = (content.encoding ?? []).filter(({ style }) => style !== undefined);
  const rest = pairs.filter(({ name }) => !styled.some(({ field }) => isOfField(name, field)));
  const plain = rest.map(({ name, raw }): Field => {
    const base = name.endsWith("[]") ? name.slice(0, -2) : name;
    return [base, coerce(form, base, decodeFormText(raw) ?? raw)];
  });
  return Object.fromEntries([...gather(form, plain), ...readStyled(form, styled, pairs)]);
}

/** Fields become members, files their names: nothing is kept of an upload. */
export async function readParts(form: FormData, content: Content, schemas: Schemas): Promise<Json> {
  const about = formOf(content, schemas);
  const fields: Field[] = [];
  for (const [name, part] of form.entries()) fields.push([name, await readPart(about, name, part)]);
  return Object.fromEntries(gather(about, fields));
}

type Field = readonly [name: string, value: Json];

async function readPart(form: Form, name: string, part: string | File): Promise<Json> {
  if (typeof part === "string") return coerce(form, name, part);
  const type = form.content.encoding?.find(({ field }) => field === name)?.contentType ?? part.type;
  const isJson =
    isJsonType(part.type) && !typesThroughReferences(form.schemas, itemOf(form, name)).has("string");
  if (isJson) return parseOr(await part.text());
  return type.startsWith("text/") ? part.text() : part.name;
}

/** Text that is no JSON stays text, which the schema then refuses. */
function parseOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Fields of one name are a list where the schema has one, else the first counts. */
function gather({ schemas, members }: Form, fields: readonly Field[]): [string, Json][] {
  const byName = new Map<string, Json[]>();
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value]);
  return [...byName].map(([name, values]): [string, Json] => {
    const isList = typesThroughReferences(schemas, members.get(name)?.schema).has("array");
    return [name, isList ? values : (values[0] ?? null)];
  });
}

function readStyled(
  form: Form,
  styled: readonly FieldEncoding[],
  pairs: readonly QueryPair[],
): [string, Json][] {
  return styled.flatMap(({ field, style = "form", explode = style === "form" }): [string, Json][] => {
    const schema = form.members.get(field)?.schema;
    const value = createFieldReader({ name: field, style, explode }, form.schemas, schema)(pairs);
    return value === undefined ? [] : [[field, value]];
  });
}

function isOfField(name: string, field: string): boolean {
  return name === field || name.startsWith(`${field}[`);
}

function coerce(form: Form, name: string, text: string): Json {
  return createCoercion(form.schemas, itemOf(form, name))(text);
}

/** What one field of a name is: an item, where the member is a list. */
function itemOf({ schemas, members }: Form, name: string): Schema {
  const member = foldSchema(schemas, members.get(name)?.schema);
  const items = member["items"];
  return typeof items === "boolean" || isJsonObject(items) ? items : member;
}
