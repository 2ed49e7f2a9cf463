// Maps over keys: a table with one entry for each key of an exported type of data.
import ts from "typescript";

import { addPiece, type WritingScope } from "../consumer-code.ts";
import { CodeWriter } from "../code-writer.ts";
import type { ExportedName, Surface } from "../read-surface.ts";

export function writeMapsOverKeys(scope: WritingScope): void {
  for (const name of scope.names) {
    if (!scope.isChanged(name) || !isData(scope.surface, name)) continue;
    const members = new CodeWriter(scope.surface).membersOf(scope.surface.typeOf(name));
    addPiece(scope, { style: "map over keys", owner: name }, (writer) => {
      const entries = members.map((member) => `${JSON.stringify(member.name)}: "text"`);
      return `export const table: Record<keyof ${writer.useType(name)}, string> = { ${entries.join(", ")} };`;
    });
  }
}

/** Whether an exported type is an object of data: no class, nothing to call, no keys of any name. */
export function isData(surface: Surface, name: ExportedName): boolean {
  if (!name.isType || name.isValue || name.arity > 0) return false;
  const type = surface.typeOf(name);
  const isStructured = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!isStructured || surface.checker.isArrayType(type) || surface.isOfLibrary(type)) return false;
  if (surface.checker.getIndexInfosOfType(type).length > 0) return false;
  const members = new CodeWriter(surface).membersOf(type);
  return members.length > 0 && members.every(({ type: own }) => own.getCallSignatures().length === 0);
}
