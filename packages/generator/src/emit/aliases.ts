// Names of before, kept beside those that the document has now, for those who compiled against them.
import {
  dereference,
  entriesOf,
  isObject,
  itemsOf,
  joinPointer,
  memberOf,
  pascalCase,
  pathParameters,
  textOf,
  type Document,
  type Json,
  type JsonObject,
  type Pointer,
  type Problem,
} from "@specloom/api-model";

import type { NameAliases } from "../config.ts";
import { comment } from "../print/comment.ts";
import { identifier } from "../print/identifier.ts";
import { propertyKey, stringLiteral } from "../print/string-literal.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** Old names of one new one. */
function oldNames(aliases: Readonly<Record<string, string>> | undefined, name: string): string[] {
  return Object.entries(aliases ?? {}).flatMap(([old, now]) => (now === name ? [old] : []));
}

/** JSDoc of an alias. */
export function aliasComment(now: string): string {
  return comment({ paragraphs: [], tags: [{ name: "deprecated", text: `Renamed: use \`${now}\`.` }] });
}

/** Names that the type of a schema had. */
export function typeAliases(schema: Pointer, aliases: NameAliases | undefined): readonly string[] {
  const named = Object.values(aliases?.schemas ?? {}).find(
    (name) => joinPointer("#/components/schemas", name) === schema,
  );
  if (named === undefined) return [];
  return oldNames(aliases?.schemas, named).map((old) => identifier(pascalCase(old)));
}

/** The document with old schemas and paths in it, for the layout of openapi-typescript; the same one where there are none. */
export function withAliases(document: Document, aliases: NameAliases | undefined): Document {
  const schemas = presentOf(aliases?.schemas, memberOf(memberOf(document, "components"), "schemas"));
  const paths = presentOf(aliases?.paths, memberOf(document, "paths"));
  if (schemas.length === 0 && paths.length === 0) return document;
  return {
    ...document,
    paths: {
      ...objectOf(document, "paths"),
      ...Object.fromEntries(paths.map((pair) => aliasPath(document, pair))),
    },
    components: {
      ...objectOf(document, "components"),
      schemas: {
        ...objectOf(memberOf(document, "components"), "schemas"),
        ...Object.fromEntries(schemas.map(aliasSchema)),
      },
    },
  };
}

type Pair = readonly [old: string, now: string];

/** Those whose new name is there, and whose old one is not. */
function presentOf(names: Readonly<Record<string, string>> | undefined, holder: Json | undefined): Pair[] {
  return Object.entries(names ?? {}).filter(
    ([old, now]) => memberOf(holder, now) !== undefined && memberOf(holder, old) === undefined,
  );
}

function objectOf(value: unknown, name: string): JsonObject {
  const member = memberOf(value, name);
  return isObject(member) ? member : {};
}

function aliasSchema([old, now]: Pair): [string, Json] {
  // In OpenAPI 3.0 nothing may stand beside a $ref.
  return [old, { allOf: [{ $ref: joinPointer("#/components/schemas", now) }], deprecated: true }];
}

function aliasPath(document: Document, [old, now]: Pair): [string, Json] {
  const pointer = joinPointer("#/paths", now);
  const item = objectOf(memberOf(document, "paths"), now);
  const names = new Map(pathParameters(now).map((name, index) => [name, pathParameters(old)[index] ?? name]));
  const rename = (parameters: Json | undefined): Json =>
    itemsOf(parameters).map((parameter) => {
      const value = dereference(document, parameter, pointer)?.value ?? parameter;
      if (!isObject(value) || textOf(value, "in") !== "path") return parameter;
      const name = textOf(value, "name") ?? "";
      return Object.assign({}, value, { name: names.get(name) ?? name });
    });
  const operations = entriesOf(item).map(([key, value]): [string, Json] => {
    if (key === "parameters") return [key, rename(value)];
    if (!METHODS.includes(key) || !isObject(value)) return [key, value];
    const { operationId: _, parameters, ...rest } = value;
    return [
      key,
      { ...rest, deprecated: true, ...(parameters !== undefined && { parameters: rename(parameters) }) },
    ];
  });
  return [old, Object.fromEntries(operations)];
}

/** What openapi-typescript printed, with the old names of operations. */
export function addOperationAliases(
  text: string,
  document: Document,
  aliases: NameAliases | undefined,
): string {
  const ids = new Set(listOperationIDs(document));
  const lines = Object.entries(aliases?.operations ?? {})
    .filter(([old, now]) => ids.has(now) && !ids.has(old))
    .map(([old, now]) => `${aliasComment(now)}${propertyKey(old)}: operations[${stringLiteral(now)}];\n`);
  if (lines.length === 0) return text;
  const head = "export interface operations {\n";
  return text.replace(head, () => head + lines.join("").trimEnd().replaceAll(/^/gm, "  ") + "\n");
}

function listOperationIDs(document: Document): string[] {
  return entriesOf(memberOf(document, "paths")).flatMap(([, item]) =>
    METHODS.flatMap((method) => textOf(memberOf(item, method), "operationId") ?? []),
  );
}

/** Aliases that cannot be kept: what they lead to is not there, or their own name is taken. */
export function checkAliases(document: Document, aliases: NameAliases | undefined): readonly Problem[] {
  if (aliases === undefined) return [];
  const ids = listOperationIDs(document);
  const kinds = [
    { kind: "schemas", present: Object.keys(objectOf(memberOf(document, "components"), "schemas")) },
    { kind: "operations", present: ids },
    { kind: "paths", present: Object.keys(objectOf(document, "paths")) },
  ] as const;
  return kinds.flatMap(({ kind, present }) =>
    Object.entries(aliases[kind] ?? {}).flatMap(([old, now]) => {
      if (!present.includes(now))
        return [fault(kind, old, `leads to ${now}, which the document does not have`)];
      if (present.includes(old)) return [fault(kind, old, `is a name that the document has again`)];
      const isOther = kind === "paths" && pathParameters(old).length !== pathParameters(now).length;
      return isOther ? [fault(kind, old, `has other parameters than ${now}`)] : [];
    }),
  );
}

function fault(kind: string, old: string, what: string): Problem {
  return {
    code: "unusable-alias",
    severity: "fatal",
    pointer: "#",
    message: `The alias ${JSON.stringify(old)} under aliases.${kind} of the configuration ${what}.`,
    hint: "Correct it, or remove it where nobody uses the old name any more.",
  };
}
