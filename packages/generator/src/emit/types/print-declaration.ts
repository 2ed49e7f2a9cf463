import { comment, type Comment } from "../../print/comment.ts";
import { objectShape, type ObjectShape } from "./object-shape.ts";
import { memberLines } from "./print-object.ts";
import type { Placed, Printer } from "./printer.ts";
import { schemaComment } from "./schema-comment.ts";
import { textOf } from "./schema-reading.ts";

/** `export interface X { … }` for whatever is one object, else `export type X = …`. */
export function declaration(
  name: string,
  placed: Placed,
  { printer, fallback }: { readonly printer: Printer; readonly fallback?: string },
): string[] {
  const own = schemaComment(placed.schema);
  const described: Comment =
    own.paragraphs[0] === undefined ? { ...own, paragraphs: [fallback, ...own.paragraphs] } : own;
  const shape = textOf(placed.schema, "$ref") === undefined ? objectShape(placed, printer) : undefined;
  if (shape !== undefined && !isBare(shape))
    return interfaceLines(name, memberLines(shape, printer), described);
  return [`${comment(described)}export type ${name} = ${printer.type(placed.schema, placed.pointer)};`, ""];
}

export function interfaceLines(name: string, members: readonly string[], described: Comment): string[] {
  return [`${comment(described)}export interface ${name} {`, ...members, "}", ""];
}

function isBare({ members, rest }: ObjectShape): boolean {
  return members.size === 0 && rest.length === 0;
}
