import type { SchemaObject } from "@specloom/api-model";

import { propertyKey } from "../../print/string-literal.ts";
import { intersection, union } from "./combine-types.ts";
import { objectShape, undeclaredRequired } from "./object-shape.ts";
import { arrayType } from "./print-array.ts";
import { compositionTypes, isItemsAlone } from "./print-composition.ts";
import { enumType, literalType } from "./print-literals.ts";
import { objectType } from "./print-object.ts";
import type { Placed, PlacedObject, Printer } from "./printer.ts";
import { isNullable, schemasIn, writtenTypes } from "./schema-reading.ts";

/** The type of a schema, but for its `$ref`. */
export function schemaType(placed: Placed, printer: Printer): string {
  const { schema, pointer } = placed;
  if (typeof schema === "boolean") return schema ? "unknown" : "never";
  const plain = plainType(schema);
  if (plain !== undefined) return plain;
  reportLost({ schema, pointer }, printer);
  const whole = isBestWhole({ schema, pointer }) ? objectShape(placed, printer) : undefined;
  if (whole !== undefined) {
    if (schema["type"] === undefined && whole.members.size === 0) printer.differ("inferred-type");
    return objectType(whole, printer);
  }
  const composed = compositionTypes({ schema, pointer }, printer);
  const own = ownType({ schema, pointer }, { printer, composed: composed.length > 0 });
  if (schemasIn(placed, "anyOf").length > 0 && (own !== "unknown" || schemasIn(placed, "allOf").length > 0))
    printer.differ("beside-any-of");
  if (composed.length > 0 && writtenTypes(schema).some((type) => type !== "object"))
    printer.differ("type-beside-parts");
  const type = intersection([own, ...composed, ...owedOfParts({ schema, pointer }, printer)]);
  return isNullable(schema) && type !== "unknown" ? union([type, "null"]) : type;
}

/** The quick way for what most schemas are: one primitive type, with nothing beside it that a type could say. */
function plainType(schema: SchemaObject): string | undefined {
  const { type, format } = schema;
  const printed = typeof type === "string" ? PRIMITIVES.get(type) : undefined;
  if (printed === undefined || format === "binary") return undefined;
  for (const keyword of Object.keys(schema)) if (!UNTYPED_KEYWORDS.has(keyword)) return undefined;
  return isNullable(schema) ? union([printed, "null"]) : printed;
}

const UNTYPED_KEYWORDS: ReadonlySet<string> = new Set([
  "type",
  "nullable",
  "title",
  "description",
  "format",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "multipleOf",
]);

/** What `required` says of members of parts that are not one object type: an optional member of both is none. */
function owedOfParts({ schema, pointer }: PlacedObject, printer: Printer): readonly string[] {
  const owed = schemasIn({ schema, pointer }, "allOf").length === 0 ? [] : undeclaredRequired(schema);
  if (owed.length === 0) return [];
  printer.differ("type-beside-parts");
  return [`{ ${owed.map((name) => `${propertyKey(name)}: unknown`).join("; ")} }`];
}

/** `A & B` reads better than a copy of both, unless `required` beside the parts speaks of their members. */
function isBestWhole({ schema, pointer }: PlacedObject): boolean {
  return schemasIn({ schema, pointer }, "allOf").length === 0 || undeclaredRequired(schema).length > 0;
}

/** What a schema says beside `$ref` and composition. */
function ownType(
  placed: PlacedObject,
  { printer, composed }: { printer: Printer; composed: boolean },
): string {
  const { schema, pointer } = placed;
  if (schema["const"] !== undefined) return literalType(schema["const"]);
  if (Array.isArray(schema["enum"])) {
    if (writtenTypes(schema).includes("null") && !schema["enum"].includes(null))
      printer.differ("enum-without-null");
    return enumType(schema["enum"], schema, printer);
  }
  const types = writtenTypes(schema);
  if (types.length === 0) return "unknown";
  if (schema["type"] === undefined) printer.differ("inferred-type");
  return union(
    types.map((type) => {
      if (type === "object") return ownObject({ schema, pointer }, { printer, composed });
      if (type !== "array") return primitive(type, { placed, printer });
      return composed && isItemsAlone(schema) ? "unknown" : arrayType(placed, printer);
    }),
  );
}

function ownObject(
  { schema, pointer }: PlacedObject,
  { printer, composed }: { printer: Printer; composed: boolean },
): string {
  const alone: SchemaObject = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => OBJECT_KEYWORDS.has(keyword)),
  );
  const shape = objectShape({ schema: { ...alone, type: "object" }, pointer }, printer);
  const empty = shape === undefined || (shape.members.size === 0 && shape.rest.length === 0);
  // `type: object` beside `oneOf` and its like says nothing that they do not.
  if (composed && empty) return "unknown";
  return shape === undefined ? "{ [name: string]: unknown }" : objectType(shape, printer);
}

const OBJECT_KEYWORDS: ReadonlySet<string> = new Set(["properties", "required", "additionalProperties"]);

const PRIMITIVES: ReadonlyMap<string, string> = new Map([
  ["string", "string"],
  ["number", "number"],
  ["integer", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
]);

function primitive(type: string, { placed, printer }: { placed: PlacedObject; printer: Printer }): string {
  // In a form a file is given as a `Blob`; a text stays possible there.
  if (type === "string" && placed.schema["format"] === "binary" && printer.direction === "request") {
    printer.differ("binary");
    return "Blob | string";
  }
  return PRIMITIVES.get(type) ?? "unknown";
}

const NO_TYPE_FOR: ReadonlyMap<string, string> = new Map([
  ["not", "what it excludes is not excluded"],
  ["if", "its condition is not checked"],
  ["dependentSchemas", "its condition is not checked"],
  ["dependentRequired", "which members go together is not checked"],
  ["patternProperties", "members are not checked by their names"],
  ["propertyNames", "names of members are not checked"],
  ["contains", "items are not checked for it"],
  ["unevaluatedProperties", "further members are not checked"],
  ["unevaluatedItems", "further items are not checked"],
  ["$dynamicRef", "what it refers to is not followed"],
  ["$recursiveRef", "what it refers to is not followed"],
]);

function reportLost(placed: PlacedObject, printer: Printer): void {
  for (const [keyword, value] of Object.entries(placed.schema)) {
    const effect = NO_TYPE_FOR.get(keyword);
    // `unevaluatedProperties: false` closes an object, which a type of TypeScript never is: nothing is lost by it.
    if (effect === undefined || value === false || (value === true && keyword.startsWith("unevaluated")))
      continue;
    if (keyword === "patternProperties") printer.differ("pattern-members");
    printer.lose(placed.pointer, { keyword, effect });
  }
}
