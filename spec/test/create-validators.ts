import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type JsonObject } from "./json.ts";

/** Says what is wrong with a value; empty where nothing is. */
export type Validate = (schema: JsonObject, value: unknown) => readonly string[];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** Validates against schemas of the document: JSON Schema 2020-12, with the formats that the document uses. */
export function createDocumentValidator(document: JsonObject): Validate {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: {
      uuid,
      "date-time": (text: string) => dateTime.test(text) && !Number.isNaN(Date.parse(text)),
      password: true,
    },
  });
  return (schema, value) => {
    const validate = ajv.compile({ ...schema, components: document["components"] });
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  };
}

/** Validates an `x-specloom` block for the place where it stands: `document`, `pathItem`, `operation`, … */
export async function createExtensionValidator(): Promise<
  (place: string, block: unknown) => readonly string[]
> {
  const file = new URL(import.meta.resolve("@specloom/api-model/x-specloom.schema.json"));
  const schema: unknown = JSON.parse(await readFile(file, "utf8"));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(schema as JsonObject, "x-specloom");
  return (place, block) => {
    const validate = ajv.compile({ $ref: `x-specloom#/$defs/${place}` });
    validate(block);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  };
}
