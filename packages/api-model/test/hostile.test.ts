import { beforeAll, expect, test } from "vitest";
import { buildModel, type ApiModel, type Document, type Json } from "../src/index.ts";
import { documentOf, faultsOf, loadLibrary } from "./helpers.ts";

let library: Document;
beforeAll(async () => {
  library = await loadLibrary();
});

const INTRUDERS: readonly Json[] = [
  null,
  0,
  true,
  "",
  "text",
  [],
  [null],
  {},
  { $ref: "#" },
  { $ref: "#/paths" },
  { $ref: 7 },
  { $ref: "http://x" },
];

/** Every place of a value, as paths of member names. */
function placesIn(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))];
}

function replaced(value: Json, path: readonly string[], intruder: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return intruder;
  if (Array.isArray(value))
    return value.map((item: Json, index) => (String(index) === name ? replaced(item, rest, intruder) : item));
  const holder = value as { readonly [member: string]: Json };
  return { ...holder, [name]: replaced(holder[name] ?? null, rest, intruder) };
}

/** Ids of schemas that operations name and the model does not have. */
function danglingIn({ operations, schemas }: ApiModel): readonly string[] {
  const named = operations.flatMap(({ responses, body, parameters }) => [
    ...[...responses, ...(body ? [body] : [])].flatMap(({ content }) =>
      content.flatMap(({ schema }) => schema ?? []),
    ),
    ...Object.values(parameters).flatMap((list) => list.map(({ schema }) => schema)),
  ]);
  return named.filter((id) => !Object.hasOwn(schemas, id));
}

const intruders = INTRUDERS.map((intruder) => ({ intruder, text: JSON.stringify(intruder) }));

test.each(intruders)(
  "wherever $text stands, a model comes out and no reference of it dangles",
  ({ intruder }) => {
    const faults: string[] = [];
    // An expectation at each place would cost more than the models.
    for (const path of placesIn(library)) {
      const { model } = buildModel(replaced(library, path, intruder) as Document);
      const dangling = danglingIn(model);
      if (model.kind !== "api" || dangling.length > 0) faults.push(`${path.join("/")}: ${dangling.join()}`);
    }
    expect(faults).toEqual([]);
  },
);

test("names of the prototype are names like any other", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const map = (value: object): string =>
    `{${names.map((name) => `"${name}":${JSON.stringify(value)}`).join(",")}}`;
  const text = `{
    "openapi": "3.1.0", "info": { "title": "T", "version": "1" },
    "paths": { ${names.map((name) => `"/${name}/{${name}}": { "get": { "operationId": "${name}", "responses": { "200": { "description": "", "headers": ${map({ schema: {} })}, "content": ${map({ schema: {} })} } } } }`).join(",")} },
    "components": { "schemas": ${map({ type: "string" })}, "securitySchemes": ${map({ type: "http", scheme: "basic" })} }
  }`;
  const { model, names: lock } = buildModel(JSON.parse(text) as Document);
  expect(model.components.map(({ name }) => name)).toEqual(names);
  expect(model.operations.map(({ call }) => call.resource[0])).toEqual([
    "proto",
    "constructor_",
    "toString_",
    "hasOwnProperty",
  ]);
  expect(buildModel(JSON.parse(text) as Document, { names: lock }).names).toEqual(lock);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { type?: string }).type).toBeUndefined();
});

test("a document that nests without end is refused, not walked", () => {
  const cyclic: { [member: string]: unknown } = { ...documentOf({}) };
  cyclic["paths"] = { "/a": cyclic };
  const result = buildModel(cyclic as Document);
  expect(faultsOf(result)).toEqual(["too-deep #"]);
  expect(result.model.operations).toEqual([]);
});

test("a $ref that leads to itself, by whatever way, is a problem", () => {
  const loop = { $ref: "#/components/responses/Loop" };
  const result = buildModel(
    documentOf(
      { "/a": { get: { responses: { 200: loop } } } },
      { components: { responses: { Loop: loop } } },
    ),
  );
  expect(faultsOf(result)).toEqual([
    "unresolved-ref #/paths/~1a/get/responses/200",
    "no-responses #/paths/~1a/get",
  ]);
});
