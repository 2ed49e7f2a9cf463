// Builders: what consumers hand in, as fresh literals of the exported types: the least, all, and each alternative of a member.
import type ts from "typescript";

import { addPiece, type WritingScope } from "../consumer-code.ts";
import { CodeWriter, type Extent } from "../code-writer.ts";
import type { ExportedName, Surface } from "../read-surface.ts";
import type { ConsumerStyle } from "../type-report.ts";

export function writeBuilders(scope: WritingScope): void {
  for (const name of scope.names) {
    if (scope.isChanged(name) && scope.isTaken(name)) writeLiterals(scope, name, "builder");
  }
}

/** Literals of an exported type. */
export function writeLiterals(scope: WritingScope, name: ExportedName, style: ConsumerStyle): void {
  if (!name.isType || name.isValue || name.arity > 0) return;
  const type = scope.surface.typeOf(name);
  if (new CodeWriter(scope.surface).isClosed(type)) return;
  for (const extent of ["minimal", "full"] as const) {
    addPiece(scope, { style, owner: name }, (writer) => literal(writer, name, writer.value(type, extent)));
  }
  // What it leads to is tried by its own name.
  if (!scope.isOwnChanged(name)) return;
  for (const own of new CodeWriter(scope.surface).alternatives(type)) {
    addPiece(scope, { style, owner: name }, (writer) => literal(writer, name, own));
  }
  writeMembers(scope, { name, type, style });
}

function literal(writer: CodeWriter, name: ExportedName, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `export const made: ${writer.useType(name)} = ${value};`;
}

interface Members {
  readonly name: ExportedName;
  readonly type: ts.Type;
  readonly style: ConsumerStyle;
}

/** Each member that need not be there by itself, and each alternative of a member, beside what must be there. */
function writeMembers(scope: WritingScope, { name, type, style }: Members): void {
  if (!isObject(scope.surface, type)) return;
  for (const member of new CodeWriter(scope.surface).membersOf(type)) {
    const reader = new CodeWriter(scope.surface);
    const full = reader.value(member.type, "full", 1);
    const all = [
      ...(member.isOptional && full !== undefined ? [full] : []),
      ...reader.alternatives(member.full),
    ];
    for (const own of new Set(all)) {
      if (own === "undefined") continue;
      addPiece(scope, { style, owner: name, member: member.name }, (writer) => {
        const others = withMember(writer, { type, extent: "minimal", member: member.name }, own);
        return literal(writer, name, others);
      });
    }
  }
}

function isObject(surface: Surface, type: ts.Type): boolean {
  return (
    !type.isUnion() &&
    !surface.checker.isArrayType(type) &&
    surface.checker.getPropertiesOfType(type).length > 0
  );
}

interface Around {
  readonly type: ts.Type;
  readonly extent: Extent;
  readonly member: string;
}

/** The least literal of a type, with one member set. */
function withMember(writer: CodeWriter, { type, extent, member }: Around, value: string): string | undefined {
  const written: string[] = [];
  for (const own of writer.membersOf(type)) {
    if (own.name === member) written.push(`${JSON.stringify(own.name)}: ${value}`);
    else if (!own.isOptional) {
      const inner = writer.value(own.type, extent, 1);
      if (inner === undefined) return undefined;
      written.push(`${JSON.stringify(own.name)}: ${inner}`);
    }
  }
  return `{ ${written.join(", ")} }`;
}
