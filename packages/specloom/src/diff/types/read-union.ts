// How the alternatives of a union are told apart in code.
import ts from "typescript";

export interface Tag {
  readonly name: string;
  /** The literal of each alternative, as code. */
  readonly literals: ReadonlyMap<ts.Type, string>;
}

/** A member that is another literal in each alternative. */
export function findTag(alternatives: readonly ts.Type[], checker: ts.TypeChecker): Tag | undefined {
  const [first] = alternatives;
  if (first === undefined || alternatives.length < 2) return undefined;
  for (const { name } of checker.getPropertiesOfType(first)) {
    const literals = new Map<ts.Type, string>();
    for (const own of alternatives) {
      const literal = literalOf(own, name, checker);
      if (literal !== undefined) literals.set(own, literal);
    }
    const isTag = literals.size === alternatives.length && new Set(literals.values()).size === literals.size;
    if (isTag) return { name, literals };
  }
  return undefined;
}

function literalOf(type: ts.Type, name: string, checker: ts.TypeChecker): string | undefined {
  const symbol = checker.getPropertyOfType(type, name);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Optional) !== 0) return undefined;
  const own = checker.getTypeOfSymbol(symbol);
  if (own.isStringLiteral()) return JSON.stringify(own.value);
  if (own.isNumberLiteral()) return String(own.value);
  return (own.flags & ts.TypeFlags.BooleanLiteral) === 0 ? undefined : checker.typeToString(own);
}

/** Members that an alternative must have and no other has. */
export function ownMembers(
  type: ts.Type,
  alternatives: readonly ts.Type[],
  checker: ts.TypeChecker,
): string[] {
  return checker
    .getPropertiesOfType(type)
    .filter(({ name }) =>
      alternatives.every((other) => other === type || checker.getPropertyOfType(other, name) === undefined),
    )
    .map(({ name }) => name);
}

/** Texts and numbers of a closed union of literals, as code; undefined for any other type. */
export function closedLiterals(type: ts.Type): string[] | undefined {
  const present = type.isUnion() ? type.types : [];
  const literals = present.filter((own) => own.isStringLiteral() || own.isNumberLiteral());
  if (literals.length < 2 || literals.length !== present.length) return undefined;
  return literals.map((own) => JSON.stringify(own.value));
}
