// Hand-written fakes: answers as fresh literals, and whole resources with every method.
import ts from "typescript";

import { addPiece, type WritingScope } from "../consumer-code.ts";
import { CodeWriter } from "../code-writer.ts";
import type { ExportedName, Surface } from "../read-surface.ts";
import { writeLiterals } from "./write-builder.ts";

export function writeHandWrittenFakes(scope: WritingScope): void {
  for (const name of scope.names) {
    if (!scope.isChanged(name)) continue;
    if (hasMethods(scope.surface, name)) writeFake(scope, name);
    else if (scope.isGiven(name)) writeLiterals(scope, name, "hand-written fake");
  }
}

/** Whether an exported type is something to call: a resource, a client. */
function hasMethods(surface: Surface, name: ExportedName): boolean {
  if (!name.isType || name.isValue || name.arity > 0) return false;
  const type = surface.typeOf(name);
  if ((type.flags & ts.TypeFlags.Object) === 0) return false;
  // What needs a member that only the package can name is stood in for by nobody.
  if (new CodeWriter(surface).isClosed(type)) return false;
  const members = new CodeWriter(surface).membersOf(type);
  return members.some((own) => surface.checker.getNonNullableType(own.type).getCallSignatures().length > 0);
}

function writeFake(scope: WritingScope, name: ExportedName): void {
  const members = new CodeWriter(scope.surface).membersOf(scope.surface.typeOf(name));
  addPiece(scope, { style: "hand-written fake", owner: name }, (writer) => {
    const written = members.map((member) => {
      const [signature] = member.type.getCallSignatures();
      const key = JSON.stringify(member.name);
      if (signature === undefined) {
        const type = writer.type(member.full);
        return type === undefined ? undefined : `  ${key}: null as unknown as ${type},`;
      }
      const head = writer.signature(signature, ":");
      return head === undefined ? undefined : `  ${key}${head} { throw new Error("faked"); },`;
    });
    if (written.includes(undefined)) return undefined;
    return [`export const fake: ${writer.useType(name)} = {`, ...written, "};"].join("\n");
  });
}
