// Importers: every name of every entry, and the keys of the maps that openapi-typescript's layout is made of.
import ts from "typescript";

import { addPiece, indexedType, type WritingScope } from "../consumer-code.ts";
import { isLayout, type ExportedName } from "../read-surface.ts";

/** How many keys deep the types of openapi-typescript's layout are looked into. */
const LAYOUT: Readonly<Record<string, number>> = { paths: 2, operations: 1, components: 2, webhooks: 2 };

export function writeImporters(scope: WritingScope): void {
  for (const name of scope.surface.names) {
    if (!scope.isChanged(name)) continue;
    for (const specifier of name.specifiers) {
      addPiece(scope, { style: "importer", owner: name }, () => importName(name, specifier));
    }
    const depth = LAYOUT[name.name];
    if (isLayout(name) && depth !== undefined) writeKeys(scope, { name, depth });
  }
}

function importName(name: ExportedName, specifier: string): string {
  const from = JSON.stringify(specifier);
  const filled = name.arity === 0 ? "" : `<${Array.from({ length: name.arity }, () => "any").join(", ")}>`;
  return [
    `import ${name.isValue ? "" : "type "}{ ${name.name} } from ${from};`,
    ...(name.isValue ? [`export const used: unknown = ${name.name};`] : []),
    ...(name.isType ? [`export type Used = ${name.name}${filled};`] : []),
  ].join("\n");
}

function writeKeys(scope: WritingScope, { name, depth }: { name: ExportedName; depth: number }): void {
  const { checker } = scope.surface;
  const visit = (type: ts.Type, keys: readonly string[]): void => {
    for (const symbol of checker.getPropertiesOfType(type)) {
      const own = checker.getTypeOfSymbol(symbol);
      if ((checker.getNonNullableType(own).flags & ts.TypeFlags.Never) !== 0) continue;
      const path = [...keys, symbol.name];
      if (symbol.name === "parameters" && name.name === "paths") continue;
      if (path.length < depth) visit(own, path);
      else
        addPiece(
          scope,
          { style: "importer", owner: name, member: path.join(" ") },
          (writer) => `export type Used = ${indexedType(writer.useType(name), path)};`,
        );
    }
  };
  visit(scope.surface.typeOf(name), []);
}
