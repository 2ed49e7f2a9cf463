// Whether a type may mean something else than before, as far as exported names tell.
import ts from "typescript";

import { isReference } from "./code-writer.ts";
import type { ExportedName, Surface } from "./read-surface.ts";

const DEEPEST = 8;

/** A question about types of one surface; each is answered once. */
export function createChangeFinder(
  surface: Surface,
  isChanged: (name: ExportedName) => boolean,
): (type: ts.Type) => boolean {
  const known = new Map<ts.Type, boolean>();
  const partsOf = (type: ts.Type): readonly ts.Type[] => {
    const given = [
      ...(type.aliasTypeArguments ?? []),
      ...(isReference(type) ? surface.checker.getTypeArguments(type) : []),
    ];
    if (surface.nameOf(type) !== undefined || surface.isOfLibrary(type)) return given;
    if (type.isUnionOrIntersection()) return [...given, ...type.types];
    if ((type.flags & ts.TypeFlags.Object) === 0) return given;
    const members = surface.checker
      .getPropertiesOfType(type)
      .map((own) => surface.checker.getTypeOfSymbol(own));
    const indexes = surface.checker.getIndexInfosOfType(type).map((own) => own.type);
    return [...given, ...members, ...indexes];
  };
  const leads = (type: ts.Type, depth: number): boolean => {
    const answer = known.get(type);
    if (answer !== undefined) return answer;
    // What goes deeper than this is tried rather than left out.
    if (depth > DEEPEST) return true;
    known.set(type, false);
    const name = surface.nameOf(type);
    const found =
      (name !== undefined && isChanged(name)) || partsOf(type).some((own) => leads(own, depth + 1));
    known.set(type, found);
    return found;
  };
  return (type) => leads(type, 0);
}
