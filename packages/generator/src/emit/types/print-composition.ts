// `oneOf`, `anyOf` and `allOf`, where they are not simply one object type.
import type { SchemaObject } from "@specloom/api-model";

import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import { intersection, union } from "./combine-types.ts";
import { discriminatorValues } from "./discriminator.ts";
import { objectShape, undeclaredRequired } from "./object-shape.ts";
import { arrayType } from "./print-array.ts";
import type { Placed, PlacedObject, Printer } from "./printer.ts";
import { isObject, resolve, schemasIn, schemaUnder, textOf, writtenTypes } from "./schema-reading.ts";

/** The types that the composing keywords of a schema add, one a keyword. */
export function compositionTypes(placed: PlacedObject, printer: Printer): string[] {
  const alternatives = (["oneOf", "anyOf"] as const).flatMap((keyword) => {
    const schemas = schemasIn(placed, keyword);
    return schemas.length === 0 ? [] : [union(schemas.map((schema) => alternative(schema, placed, printer)))];
  });
  const parts = schemasIn(placed, "allOf");
  if (parts.some(({ schema }) => isObject(schema) && schema["discriminator"] !== undefined))
    printer.differ("other-tag");
  return parts.length === 0
    ? alternatives
    : [...alternatives, intersection(parts.map(({ schema, pointer }) => printer.type(schema, pointer)))];
}

function alternative(placed: Placed, parent: PlacedObject, printer: Printer): string {
  if (isRequirementAlone(placed)) {
    printer.differ("required-alternatives");
    printer.lose(placed.pointer, { keyword: "required", effect: "which members go together is not checked" });
    return "unknown";
  }
  const isBareList = isItemsAlone(parent.schema) && textOf(placed.schema, "type") === "array";
  if (isBareList && schemaUnder(placed, "items") === undefined) return arrayType(parent, printer);
  const type = printer.type(placed.schema, placed.pointer);
  const tag = missingTag(placed, parent, printer);
  return tag === undefined ? type : `(${type}) & ${tag}`;
}

/** `items` without `type`: beside alternatives it speaks of those that are lists, and leaves the others alone. */
export function isItemsAlone(schema: SchemaObject): boolean {
  return schema["type"] === undefined && writtenTypes(schema).includes("array");
}

/** `{ required: ["a"] }` beside the members' own declarations: a rule between members, not a type. */
function isRequirementAlone({ schema }: Placed): boolean {
  if (!isObject(schema) || undeclaredRequired(schema).length === 0) return false;
  return Object.keys(schema).every((keyword) => ["required", "description", "title"].includes(keyword));
}

/** A discriminator narrows the union only if its property is a literal in each alternative; where the schema has none, it is added. */
function missingTag(placed: Placed, parent: PlacedObject, printer: Printer): string | undefined {
  const id = textOf(placed.schema, "$ref");
  if (id === undefined) return undefined;
  const found = discriminatorValues(parent.schema, { name: id, named: printer.isNamed(id) });
  if (found === undefined) return undefined;
  // Alternatives that are unions themselves, or lists, carry their own tags or none.
  const member = objectShape(placed, printer)?.members.get(found.property);
  if (member === undefined || member.schemas.some((schema) => isTag(resolve(schema, printer))))
    return undefined;
  printer.differ("discriminator");
  return `{ ${propertyKey(found.property)}: ${union(found.values.map((value) => stringLiteral(value)))} }`;
}

function isTag({ schema }: Placed): boolean {
  return typeof schema !== "boolean" && (schema["const"] !== undefined || Array.isArray(schema["enum"]));
}
