// Maps over keys: a table with one entry for each key of an exported type of data.
import ts from "typescript";

import { addPiece, type WritingScope } from "../consumer-code.ts";
import { CodeWriter } from "../code-writer.ts";
import type { ExportedName, Surface } from "../read-surface.ts";

export function writeMapsOverKeys(scope: WritingScope): void {
  for (const name of scope.names) {
    if (!scope.isChanged(name) || !isData(scope.surface, name)) continue;
    writeTable(scope, scope.surface.typeOf(name), { owner: name, way: [] });
  }
}

interface Place {
  readonly owner: ExportedName;
  readonly way: readonly string[];
}

/** The table of a type, and those of the objects in it that have no name of their own. */
function writeTable(scope: WritingScope, type: ts.Type, { owner, way }: Place): void {
  const members = new CodeWriter(scope.surface).membersOf(type);
  const member = way.length === 0 ? {} : { member: way.join(".") };
  addPiece(scope, { style: "map over keys", owner, ...member }, (writer) => {
    const data = way.reduce(
      (own, name) => `NonNullable<${own}[${JSON.stringify(name)}]>`,
      writer.useType(owner),
    );
    const entries = members.map(({ name }) => `${JSON.stringify(name)}: "text"`);
    return `export const table: Record<keyof ${data}, string> = { ${entries.join(", ")} };`;
  });
  for (const { name, type: inner } of members) {
    const own = scope.surface.checker.getNonNullableType(inner);
    if (scope.surface.nameOf(own) === undefined && isObjectOfData(scope.surface, own))
      writeTable(scope, own, { owner, way: [...way, name] });
  }
}

/** Whether an exported type is an object of data: no class, nothing to call, no keys of any name. */
export function isData(surface: Surface, name: ExportedName): boolean {
  if (!name.isType || name.isValue || name.arity > 0) return false;
  return isObjectOfData(surface, surface.typeOf(name));
}

function isObjectOfData(surface: Surface, type: ts.Type): boolean {
  const isStructured = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!isStructured || surface.checker.isArrayType(type) || surface.isOfLibrary(type)) return false;
  if (surface.checker.getIndexInfosOfType(type).length > 0) return false;
  const members = new CodeWriter(surface).membersOf(type);
  return members.length > 0 && members.every(({ type: own }) => own.getCallSignatures().length === 0);
}
