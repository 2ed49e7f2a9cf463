// Judges values by the document's own schemas. A validator is compiled when its schema is first needed, so that a document
// of hundreds of operations starts as fast as one of ten.
import type { SchemaID } from "@specloom/api-model";
import formats from "ajv-formats";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { compareAsJson } from "./compare-as-json.ts";
import { adaptSchema, type Direction } from "./adapt-schema.ts";
import { guardedPattern } from "./guarded-pattern.ts";
import { isSchema, type Schemas } from "./schema-view.ts";

/** Gives the first thing wrong with the value, as a sentence without a subject (`/name must be string`), or undefined. */
export type Validate = (value: unknown) => string | undefined;

export interface Validators {
  /** A value that a client sends; formats are judged only if asked. */
  request(schema: SchemaID, judgesFormats: boolean): Validate;
  /** A value that the server answers, formats included. */
  response(schema: SchemaID): Validate;
}

export function createValidators(schemas: Schemas): Validators {
  const lenient = createCompiler(schemas, "request", false);
  const strict = createCompiler(schemas, "request", true);
  const response = createCompiler(schemas, "response", true);
  return {
    request: (schema, judgesFormats) => (judgesFormats ? strict(schema) : lenient(schema)),
    response,
  };
}

type Compile = (schema: SchemaID) => Validate;

function createCompiler(schemas: Schemas, direction: Direction, judgesFormats: boolean): Compile {
  const compiled = new Map<SchemaID, Validate>();
  let shared: SchemaSet | undefined;
  return (schema) => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    shared ??= new SchemaSet(schemas, direction, judgesFormats);
    const validate = toValidate(shared.compile(schema));
    compiled.set(schema, validate);
    return validate;
  };
}

/** For Ajv, which would print its code where it writes modules: here it never does. */
const regExp = Object.assign(guardedPattern, { code: "guardedPattern" });

/** One Ajv and the schemas that it has been shown so far, each under a short name. */
class SchemaSet {
  readonly #schemas: Schemas;
  readonly #direction: Direction;
  readonly #ajv: Ajv2020;
  readonly #names = new Map<SchemaID, string>();

  constructor(schemas: Schemas, direction: Direction, judgesFormats: boolean) {
    this.#schemas = schemas;
    this.#direction = direction;
    this.#ajv = new Ajv2020({
      strict: false,
      logger: false,
      validateSchema: false,
      validateFormats: judgesFormats,
      // A member called like something that every object inherits (`constructor`) is there only if it was sent.
      ownProperties: true,
      code: { regExp },
    });
    compareAsJson(this.#ajv);
    if (judgesFormats) formats.default(this.#ajv);
  }

  compile(schema: SchemaID): ValidateFunction {
    const name = this.#show(schema);
    const validate = this.#ajv.getSchema(name);
    if (validate === undefined) throw new Error(`schema ${schema} of the document cannot be compiled`);
    return validate;
  }

  /** Shows Ajv a schema and, as they are met, all that it refers to. */
  #show(schema: SchemaID): string {
    const known = this.#names.get(schema);
    if (known !== undefined) return known;
    const name = `urn:schema:${this.#names.size}`;
    this.#names.set(schema, name);
    const written = this.#schemas[schema];
    const adapted = adaptSchema(isSchema(written) ? written : true, {
      schemas: this.#schemas,
      direction: this.#direction,
      rename: (reference) => this.#show(reference),
    });
    this.#ajv.addSchema(typeof adapted === "boolean" ? { allOf: [adapted] } : adapted, name);
    return name;
  }
}

function toValidate(validate: ValidateFunction): Validate {
  return (value) => {
    if (validate(value)) return undefined;
    const error = validate.errors?.[0];
    return error === undefined ? "does not match its schema" : describeError(error);
  };
}

function describeError(error: ErrorObject): string {
  const place = error.instancePath === "" ? "" : `${error.instancePath} `;
  const allowed: unknown = error.keyword === "enum" ? error.params["allowedValues"] : undefined;
  return `${place}${error.message ?? "does not match its schema"}${allowed === undefined ? "" : `: ${JSON.stringify(allowed)}`}`;
}
