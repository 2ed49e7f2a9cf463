// The exported surface of one side, as its consumers may name it.
import ts from "typescript";

import { isLibraryFile, type PackageFiles } from "./virtual-program.ts";

/** A name that an entry exports. */
export interface ExportedName {
  readonly package: string;
  /** Every specifier that exports it; the shortest first. */
  readonly specifiers: readonly string[];
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly isValue: boolean;
  readonly isType: boolean;
  /** How many type arguments it takes. */
  readonly arity: number;
}

/** What one side publishes, with the checker that knows its types. */
export class Surface {
  readonly checker: ts.TypeChecker;
  readonly names: readonly ExportedName[];
  readonly #bySymbol: ReadonlyMap<ts.Symbol, ExportedName>;

  constructor(files: PackageFiles) {
    const program = files.compile(new Map());
    this.checker = program.getTypeChecker();
    this.names = readNames(files, program, this.checker);
    this.#bySymbol = new Map(this.names.toReversed().map((name) => [name.symbol, name]));
  }

  /** The exported name of a type; undefined for one that has none, or that is of TypeScript's library. */
  nameOf(type: ts.Type): ExportedName | undefined {
    const alias = type.aliasSymbol && this.#bySymbol.get(type.aliasSymbol);
    if (alias !== undefined) return alias;
    const name = type.symbol && this.#bySymbol.get(type.symbol);
    return name?.isType === true ? name : undefined;
  }

  /** The type that an exported name stands for; type parameters are what they extend, or `unknown`. */
  typeOf({ symbol }: ExportedName): ts.Type {
    return this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  valueTypeOf({ symbol }: ExportedName): ts.Type {
    return this.checker.getTypeOfSymbol(symbol);
  }

  /** Whether a type is made by TypeScript's library, as `Promise` and `AbortSignal` are. */
  isOfLibrary(type: ts.Type): boolean {
    const [declaration] = type.symbol?.declarations ?? [];
    return declaration !== undefined && isLibraryFile(declaration.getSourceFile());
  }
}

/** Identity of an exported name across two sides. */
export function keyOf({ specifiers, name }: Pick<ExportedName, "specifiers" | "name">): string {
  return `${specifiers[0]}#${name}`;
}

/** Whether a name belongs to openapi-typescript's layout, which says everything once more by its keys. */
export function isLayout({ specifiers }: ExportedName): boolean {
  return specifiers[0]?.endsWith("/openapi") === true;
}

/** Whether all members of a type stand in its own declaration, and none comes from another that it is made of. */
export function isPlain({ symbol }: ExportedName): boolean {
  return (symbol.declarations ?? []).every((own) =>
    ts.isInterfaceDeclaration(own)
      ? own.heritageClauses === undefined
      : ts.isTypeAliasDeclaration(own) && ts.isTypeLiteralNode(own.type),
  );
}

function readNames(files: PackageFiles, program: ts.Program, checker: ts.TypeChecker): ExportedName[] {
  // One name may stand for different things in different entries, as resources of one name do.
  const found = new Map<ts.Symbol, Map<string, { name: ExportedName; specifiers: string[] }>>();
  for (const { package: own, specifier, file } of files.entryFiles()) {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const symbol =
        (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
      const key = `${own}#${exported.name}`;
      const names = found.get(symbol) ?? new Map<string, { name: ExportedName; specifiers: string[] }>();
      found.set(symbol, names);
      const known = names.get(key);
      if (known !== undefined) known.specifiers.push(specifier);
      else {
        const specifiers = [specifier];
        names.set(key, { specifiers, name: { ...describe(exported, symbol), package: own, specifiers } });
      }
    }
  }
  const all = [...found.values()].flatMap((names) => Array.from(names.values()));
  for (const { specifiers } of all) specifiers.sort((one, other) => one.length - other.length);
  return all.map(({ name }) => name);
}

function describe(exported: ts.Symbol, symbol: ts.Symbol): Omit<ExportedName, "package" | "specifiers"> {
  const isTypeOnly = (exported.declarations ?? []).some((own) => ts.isTypeOnlyImportOrExportDeclaration(own));
  const parameters = (symbol.declarations ?? []).map((own) =>
    ts.isInterfaceDeclaration(own) || ts.isTypeAliasDeclaration(own) || ts.isClassDeclaration(own)
      ? (own.typeParameters?.length ?? 0)
      : 0,
  );
  return {
    name: exported.name,
    symbol,
    isValue: !isTypeOnly && (symbol.flags & ts.SymbolFlags.Value) !== 0,
    isType: (symbol.flags & ts.SymbolFlags.Type) !== 0,
    arity: Math.max(0, ...parameters),
  };
}
