// The document's schemas, compiled as they are written: laid out at their own pointers, so that each `$ref` resolves by
// itself and each fault can be told by the pointer of the keyword that it broke.
import type {
  ApiModel,
  Json,
  Pointer,
  Schema,
  SchemaID,
  SchemaObject,
  ValuePointer,
} from "@specloom/api-model";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { escapeToken, isObject, pointerTokens } from "../document/pointer.ts";
import { compareAsJson } from "./compare-as-json.ts";
import { useWordsOf2020 } from "./words-of-2020.ts";
import { showValue } from "./show-value.ts";

/** `readOnly` members are not owed in a request, `writeOnly` ones not in a response (OpenAPI 3.1, section 4.8.24). */
export type Direction = "request" | "response";

/** One keyword that a value does not satisfy. */
export interface SchemaFault {
  /** The keyword in the document. */
  readonly pointer: Pointer;
  /** Where in the value. */
  readonly at: ValuePointer;
  readonly expected: string;
  readonly found: string;
}

export interface Schemas {
  /** Faults of a value; none means that it is valid. @throws Error where the schema itself cannot be compiled */
  validate(direction: Direction, id: SchemaID, value: Json): readonly SchemaFault[];
  /** The schema with this id as an object, its `$ref`s followed; an empty one where it says nothing. */
  resolve(schema: SchemaID | Schema): SchemaObject;
  /** Members that a schema documents, those of its `$ref`, `allOf`, `oneOf` and `anyOf` included. */
  members(schema: SchemaID | Schema): ReadonlyMap<string, Schema>;
}

const documentId = "urn:specloom:document";
/** More branches than this in one chain of `$ref`s are a cycle. */
const maxDepth = 32;

const compiledModels = new WeakMap<ApiModel, Schemas>();

/** The schemas of a model; the same for the same model, so that each is compiled once. */
export function schemasOf(model: ApiModel): Schemas {
  const schemas = compiledModels.get(model) ?? createSchemas(model);
  compiledModels.set(model, schemas);
  return schemas;
}

/** The schemas of a model, compiled when first used. */
export function createSchemas(model: ApiModel): Schemas {
  const validators = {
    request: lazyValidators(model, "request"),
    response: lazyValidators(model, "response"),
  };
  const resolve = (schema: SchemaID | Schema): SchemaObject => {
    let current: Schema | undefined = typeof schema === "string" ? model.schemas[schema] : schema;
    for (let depth = 0; depth < maxDepth && isObject(current); depth += 1) {
      const target = current["$ref"];
      if (typeof target !== "string") return current;
      current = model.schemas[target];
    }
    return isObject(current) ? current : {};
  };
  const members = (schema: SchemaID | Schema, depth = 0): ReadonlyMap<string, Schema> => {
    const found = new Map<string, Schema>();
    if (depth > maxDepth) return found;
    const resolved = resolve(schema);
    const branches = ["allOf", "oneOf", "anyOf"].flatMap(
      (keyword) => resolved[keyword] ?? [],
    ) as readonly Schema[];
    for (const branch of branches)
      for (const [name, member] of members(branch, depth + 1)) found.set(name, member);
    const properties = resolved["properties"];
    if (isObject(properties))
      for (const [name, member] of Object.entries(properties)) found.set(name, member as Schema);
    return found;
  };
  return {
    validate: (direction, id, value) => validators[direction](id, value),
    resolve,
    members: (schema) => members(schema),
  };
}

function lazyValidators(
  model: ApiModel,
  direction: Direction,
): (id: SchemaID, value: Json) => readonly SchemaFault[] {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    logger: false,
    // A member called like one that every object inherits is not there by that.
    ownProperties: true,
  });
  compareAsJson(ajv);
  formats.default(ajv);
  const compiled = new Map<SchemaID, ValidateFunction>();
  let places: ReadonlyMap<object, Pointer> | undefined;
  return (id, value) => {
    if (places === undefined) {
      const layout = layOut(model, direction);
      places = layout.places;
      ajv.addSchema(layout.document, documentId);
    }
    let validate = compiled.get(id);
    if (validate === undefined) {
      validate = ajv.compile({ $ref: `${documentId}#${encodeURI(id.slice(1)).replaceAll("#", "%23")}` });
      compiled.set(id, validate);
    }
    if (validate(value)) return [];
    const known = places;
    const faults = (validate.errors ?? []).filter((error) => isOwnFault(error, known));
    return faults.map((error) => describe(error, known));
  };
}

/** `if` only repeats what its `then` or `else` said; that null would do as well stands nowhere in the document. */
function isOwnFault({ keyword, parentSchema, schema }: ErrorObject, places: Layout["places"]): boolean {
  if (keyword === "if") return false;
  const isOurs = typeof parentSchema === "object" && !places.has(parentSchema);
  return !isOurs || (keyword !== "anyOf" && schema !== "null");
}

function describe(error: ErrorObject, places: ReadonlyMap<object, Pointer>): SchemaFault {
  const parent = error.parentSchema as object | undefined;
  const place = parent === undefined ? undefined : places.get(parent);
  const pointer =
    place === undefined
      ? `#${error.schemaPath.replace(/^.*?#/, "")}`
      : `${place}/${escapeToken(error.keyword)}`;
  const params = error.params as { readonly missingProperty?: string; readonly additionalProperty?: string };
  if (error.keyword === "required" && params.missingProperty !== undefined) {
    return {
      pointer,
      at: error.instancePath,
      expected: `the member ${showValue(params.missingProperty)}`,
      found: "no such member",
    };
  }
  if (params.additionalProperty !== undefined) {
    const found = `the member ${showValue(params.additionalProperty)}`;
    return { pointer, at: error.instancePath, expected: "no further members", found };
  }
  const bound =
    error.keyword === "enum" || error.keyword === "const" ? `: ${showValue(error.schema as Json)}` : "";
  const expected = `a value that ${error.message ?? `satisfies ${error.keyword}`}${bound}`;
  return { pointer, at: error.instancePath, expected, found: showValue(error.data as Json) };
}

interface Layout {
  readonly document: { [token: string]: unknown };
  /** Each schema object of the layout and where it stands in the document. */
  readonly places: ReadonlyMap<object, Pointer>;
}

/** A document of schemas alone, each at its own pointer. */
function layOut(model: ApiModel, direction: Direction): Layout {
  const document: { [token: string]: unknown } = {};
  const places = new Map<object, Pointer>();
  const shortestFirst = Object.keys(model.schemas).toSorted((a, b) => a.length - b.length);
  for (const id of shortestFirst) {
    const tokens = pointerTokens(id);
    let parent: { [token: string]: unknown } = document;
    for (const token of tokens.slice(0, -1)) {
      if (!Object.hasOwn(parent, token)) define(parent, token, {});
      parent = parent[token] as { [token: string]: unknown };
    }
    const last = tokens.at(-1) ?? "";
    // A schema inside one that is laid out already stands there with it.
    if (!Object.hasOwn(parent, last))
      define(
        parent,
        last,
        copy(model, { direction, places }, { value: model.schemas[id] as Json, pointer: id }),
      );
  }
  return { document, places };
}

function copy(
  model: ApiModel,
  layout: { readonly direction: Direction; readonly places: Map<object, Pointer> },
  { value, pointer }: { readonly value: Json; readonly pointer: Pointer },
): unknown {
  const inside = (member: Json, token: string): unknown =>
    copy(model, layout, { value: member, pointer: `${pointer}/${escapeToken(token)}` });
  if (Array.isArray(value)) return value.map((item: Json, index) => inside(item, String(index)));
  if (!isObject(value)) return value;
  const object: { [token: string]: unknown } = {};
  for (const [name, member] of Object.entries(value)) {
    // Annotations would be read for `$id`s that they only show; under `properties` the names are members.
    const isAnnotation = name === "example" || name === "examples" || name.startsWith("x-");
    if (isAnnotation && !pointer.endsWith("/properties")) continue;
    define(object, name, inside(member, name));
  }
  const { required, properties } = value;
  if (Array.isArray(required) && isObject(properties)) {
    define(
      object,
      "required",
      required.filter((name: Json) => isOwed(model, layout.direction, properties[name as string])),
    );
  }
  layout.places.set(object, pointer);
  return !DATA.test(pointer) && useWordsOf2020(object) ? { anyOf: [object, { type: "null" }] } : object;
}

/** Where values stand that are compared as they are. */
const DATA = /(?<!\/properties)\/(?:const|enum|default)(?:\/|$)/;
function isOwed(model: ApiModel, direction: Direction, property: Json | undefined): boolean {
  if (!isObject(property)) return true;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  if (property[keyword] === true) return false;
  const target = typeof property["$ref"] === "string" ? model.schemas[property["$ref"]] : undefined;
  return !(isObject(target) && target[keyword] === true);
}

// Plain assignment of `__proto__` would set the prototype.
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
