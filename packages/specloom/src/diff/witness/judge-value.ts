// Ajv's word on a value: both documents' schemas are turned into JSON Schema 2020-12 and compiled. Of the diff's own reading
// of schemas nothing is used, so that a mistake in it cannot prove itself.
import { isObject, type Json } from "@specloom/api-model";
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

import type { Direction } from "../change.ts";
import type { DocumentView } from "../document-view.ts";
import { compareAsJson } from "./compare-as-json.ts";
import { CannotUnfold, unfoldSchema } from "./unfold-schema.ts";

export interface JudgedSide {
  readonly view: DocumentView;
  readonly schema: Json | undefined;
}

export interface Judged {
  readonly sender: JudgedSide;
  readonly receiver: JudgedSide;
  readonly direction: Direction;
  /** True where values travel as text: then the receiver gets the text. */
  readonly isText: boolean;
}

/** True where the sender's schema allows the value, closed over what it declares, and the receiver's refuses it as it stands. */
export function judgeValue(value: Json, { sender, receiver, direction, isText }: Judged): boolean {
  const received = isText ? spell(value) : value;
  return (
    allows(value, { ...sender, direction, isSender: true, isText: false }) === true &&
    allows(received, { ...receiver, direction, isSender: false, isText }) === false
  );
}

interface Reading extends JudgedSide {
  readonly direction: Direction;
  readonly isSender: boolean;
  readonly isText: boolean;
}

/** Undefined where the schema is more than can be compiled. */
export function allows(value: Json, { schema, isText, ...reading }: Reading): boolean | undefined {
  try {
    const judge = compile(unfoldSchema(schema ?? true, value, reading), isText);
    // Coercion writes into what it is given.
    return judge({ value: isText ? structuredClone(value) : value });
  } catch (error) {
    if (error instanceof CannotUnfold || isCompileError(error)) return undefined;
    throw error;
  }
}

/** A schema that Ajv itself refuses: a pattern that is none, an `enum` that is no list, a name with half a character in it. */
function isCompileError(error: unknown): boolean {
  return (
    error instanceof URIError ||
    (error instanceof Error && /schema|keyword|regular expression|format|strict mode/i.test(error.message))
  );
}

/** Small schemas are met again and again: `{ type: "string" }` for many a member. */
const compiled = new Map<string, ValidateFunction>();
const MOST_COMPILED = 1000;

function compile(unfolded: AnySchemaObject, isText: boolean): ValidateFunction {
  const key = `${isText} ${JSON.stringify(unfolded)}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const ajv = validatorOf(isText);
  const made = ajv.compile(unfolded);
  // Ajv remembers every schema by identity, and no other value meets this very object.
  ajv.removeSchema(unfolded);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(key, made);
  return made;
}

/** Formats take long to add, so each kind of validator is made once. */
const made = new Map<boolean, Ajv2020>();

function validatorOf(isText: boolean): Ajv2020 {
  const known = made.get(isText);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    messages: false,
    validateSchema: false,
    addUsedSchema: false,
    // A member called like one that every object inherits is not there by that.
    ownProperties: true,
    // What is run once is not worth optimising.
    code: { optimize: false },
    ...(isText && { coerceTypes: true }),
  });
  compareAsJson(ajv);
  formats.default(ajv);
  made.set(isText, ajv);
  return ajv;
}

function spell(value: Json): Json {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(spell);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spell(inner)]))
    : value;
}
