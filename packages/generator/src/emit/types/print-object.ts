import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import { intersection, union } from "./combine-types.ts";
import type { Member, ObjectShape } from "./object-shape.ts";
import type { Placed, Printer } from "./printer.ts";
import { resolve } from "./schema-reading.ts";
import { schemaCommentText } from "./schema-comment.ts";

/** `{ a: string; b?: number }`, each member with its comment. */
export function objectType(shape: ObjectShape, printer: Printer): string {
  const lines = memberLines(shape, printer);
  return lines.length === 0 ? "{ [name: string]: unknown }" : `{\n${lines.join("\n")}\n}`;
}

/** The members of a shape, as they stand between the braces of an interface. */
export function memberLines(shape: ObjectShape, printer: Printer): string[] {
  const members = [...shape.members.values()].filter((member) => !isHidden(member, printer));
  if (members.length < shape.members.size) printer.differ("direction");
  const printed = members.map((member) => ({ member, type: memberType(member, printer) }));
  const lines = printed.map(({ member: { name, required, schemas }, type }) => {
    const description = schemas[0] === undefined ? "" : schemaCommentText(schemas[0].schema);
    return `${description}${propertyKey(name)}${required ? "" : "?"}: ${type};`;
  });
  return shape.rest.length === 0 ? lines : [...lines, indexSignature(shape, { printed, printer })];
}

function memberType({ schemas, only }: Member, printer: Printer): string {
  if (only !== undefined) return union(only.map((value) => stringLiteral(value)));
  if (schemas.length > 1) printer.differ("merged-member");
  return intersection(schemas.map(({ schema, pointer }) => printer.type(schema, pointer)));
}

/** A member of an object that also takes others must fit the type of those, so theirs is widened by all of its siblings'. */
function indexSignature(
  shape: ObjectShape,
  { printed, printer }: { printed: readonly { member: Member; type: string }[]; printer: Printer },
): string {
  const rest = intersection(shape.rest.map(({ schema, pointer }) => printer.type(schema, pointer)));
  if (rest === "unknown" || printed.length === 0) return `[name: string]: ${rest};`;
  printer.differ("additional-members");
  const optional = printed.some(({ member }) => !member.required) ? ["undefined"] : [];
  return `[name: string]: ${union([rest, ...printed.map(({ type }) => type), ...optional])};`;
}

/** `readOnly` members are no part of a request, `writeOnly` ones none of a response (OpenAPI 3.1, section 4.8.24.4). */
function isHidden({ schemas }: Member, printer: Printer): boolean {
  const keyword = printer.direction === "request" ? "readOnly" : "writeOnly";
  return schemas.some((placed) => marks(placed, keyword) || marks(resolve(placed, printer), keyword));
}

function marks({ schema }: Placed, keyword: string): boolean {
  return typeof schema !== "boolean" && schema[keyword] === true;
}
