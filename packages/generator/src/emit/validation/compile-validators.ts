// The only file that knows Ajv, which is loaded when first needed: schemas in, JavaScript out.
import type { ApiModel, Schema, SchemaID } from "@specloom/api-model";

import { validationSchema } from "./validation-schema.ts";

/** Formats that the runtime checks; every other one is advice. */
export const FORMATS: readonly string[] = [
  "date-time",
  "date",
  "time",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "uri",
  "uuid",
];

/** What Ajv prints: for each name an exported function that checks a value by its schema. */
export async function compileValidators(
  wanted: ReadonlyMap<string, SchemaID>,
  model: ApiModel,
): Promise<string> {
  const [{ Ajv2020, Name }, standalone] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv/dist/standalone/index.js"),
  ]);
  const { schemas, placeOf } = collectSchemas(wanted.values(), model);
  const text = JSON.stringify(schemas);
  const ajv = new Ajv2020({
    // Every fault of an answer, not the first alone.
    allErrors: true,
    // One function a schema, however often it is referred to.
    inlineRefs: false,
    // What is no keyword was left out, and the document itself is judged before.
    strict: false,
    validateSchema: false,
    logger: false,
    // A member that is called like one which every object inherits is not there by that.
    ownProperties: INHERITED.some((name) => text.includes(JSON.stringify(name))),
    code: { source: true, esm: true, lines: true, formats: new Name("formats") },
  });
  for (const format of FORMATS) ajv.addFormat(format, () => true);
  // Else every function would note what it has looked at, for keywords that are nowhere.
  const unevaluated = text.includes('"unevaluated');
  Object.assign(ajv.opts, { unevaluated, dynamicRef: false });
  ajv.addSchema({ $id: ROOT, $defs: schemas });
  const places = [...wanted].map(([name, id]) => [name, placeOf(id)]);
  return standalone.default.default(ajv, Object.fromEntries(places) as Record<string, string>);
}

const ROOT = "d";
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

interface Collected {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** What a `$ref` to a schema says. */
  readonly placeOf: (id: SchemaID) => string;
}

/** The schemas and everything that they refer to, under short names. */
function collectSchemas(ids: Iterable<SchemaID>, model: ApiModel): Collected {
  const numbers = new Map<SchemaID, number>();
  const waiting: SchemaID[] = [];
  const placeOf = (id: SchemaID): string => {
    if (!numbers.has(id)) waiting.push(id);
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return `${ROOT}#/$defs/s${number}`;
  };
  for (const id of ids) placeOf(id);
  const schemas: Record<string, Schema> = {};
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const schema = Object.hasOwn(model.schemas, id) ? model.schemas[id] : undefined;
    schemas[`s${numbers.get(id)}`] = validationSchema(schema ?? true, { model, rename: placeOf });
  }
  return { schemas, placeOf };
}
