// Exhaustive switches: over every closed union of literals or of tagged objects that exported types and answers hold.
import ts from "typescript";

import { addPiece, indexedType, memberAccess, type WritingScope } from "../consumer-code.ts";
import { CodeWriter, isOpenText } from "../code-writer.ts";
import { closedLiterals, findTag } from "../read-union.ts";
import { keyOf, type ExportedName } from "../read-surface.ts";

const DEEPEST = 4;

/** Where a union stands: its type as code, without null and undefined. */
interface Place {
  readonly owner: ExportedName;
  readonly member: string;
  readonly type: (writer: CodeWriter) => string;
  readonly depth: number;
}

export function writeExhaustiveSwitches(scope: WritingScope): void {
  for (const name of scope.names) {
    if (!name.isType || name.arity > 0 || !scope.isChanged(name)) continue;
    const place = { owner: name, member: "", type: (writer: CodeWriter) => writer.useType(name), depth: 0 };
    visit(scope, scope.surface.typeOf(name), place);
  }
  for (const operation of scope.operations.filter(scope.isTouched)) {
    const { owner, method, root, path, symbol } = operation;
    const { checker } = scope.surface;
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    const answer = signature && checker.getAwaitedType(signature.getReturnType());
    if (answer === undefined || scope.surface.nameOf(answer) !== undefined) continue;
    const type = (writer: CodeWriter): string =>
      `Awaited<ReturnType<${indexedType(writer.useType(root), [...path, method])}>>`;
    visit(scope, answer, { owner, member: method, type, depth: 0 });
  }
}

function visit(scope: WritingScope, given: ts.Type, place: Place): void {
  const { checker } = scope.surface;
  const name = scope.surface.nameOf(given);
  if (place.depth > DEEPEST) return;
  // What has a name of its own is visited by it.
  if (place.depth > 0 && name !== undefined && keyOf(name) !== keyOf(place.owner)) return;
  if (place.depth > 0 && name !== undefined) return;
  const present = checker.getNonNullableType(given);
  const inner: Place = { ...place, depth: place.depth + 1 };
  if (present.isUnion()) return writeSwitch(scope, present, present === given ? place : notAbsent(place));
  if (checker.isArrayType(present)) {
    const [item] = checker.getTypeArguments(present as ts.TypeReference);
    if (item !== undefined)
      visit(scope, item, { ...inner, type: (writer) => `NonNullable<${place.type(writer)}>[number]` });
    return;
  }
  const isStructured = (present.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!isStructured || isOpenText(present) || scope.surface.isOfLibrary(present)) return;
  for (const member of new CodeWriter(scope.surface).membersOf(present)) {
    visit(scope, member.full, {
      ...inner,
      member: place.member === "" ? member.name : `${place.member}.${member.name}`,
      type: (writer) => `NonNullable<${place.type(writer)}>[${JSON.stringify(member.name)}]`,
    });
  }
}

function notAbsent(place: Place): Place {
  return { ...place, type: (writer) => `NonNullable<${place.type(writer)}>` };
}

function writeSwitch(scope: WritingScope, type: ts.UnionType, place: Place): void {
  const tag = findTag(type.types, scope.surface.checker);
  const cases = tag === undefined ? closedLiterals(type) : [...tag.literals.values()];
  if (cases === undefined) return;
  const { owner, member } = place;
  const on = tag === undefined ? "value" : `value${memberAccess(tag.name)}`;
  const style = "exhaustive switch";
  addPiece(scope, { style, owner, ...(member !== "" && { member }) }, (writer) =>
    [
      `export function tell(value: ${place.type(writer)}): string {`,
      `  switch (${on}) {`,
      ...cases.map((literal) => `    case ${literal}: return "told";`),
      "    default: {",
      "      const never: never = value;",
      "      return never;",
      "    }",
      "  }",
      "}",
    ].join("\n"),
  );
}
