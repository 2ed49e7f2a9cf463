// Which exported names may mean something else than before: those whose declaration, or one that it leads to, reads otherwise.
// What reads the same means the same, and needs no programs.
import ts from "typescript";

import { addUsers } from "../add-users.ts";
import { keyOf, type ExportedName, type Surface } from "./read-surface.ts";
import { isLibraryFile } from "./virtual-program.ts";

export interface ChangedNames {
  /** Names whose declaration reads otherwise itself, or that one side lacks. */
  readonly own: ReadonlySet<string>;
  /** Those, and every name that leads to one, or to anything else that reads otherwise. */
  readonly all: ReadonlySet<string>;
  /** The names of {@link ChangedNames.own} that a name leads to, nearest first. */
  causesOf(key: string): readonly string[];
}

interface Declared {
  readonly text: string;
  readonly leadsTo: ReadonlySet<string>;
}

/** Compares what two sides declare. */
export function findChangedNames(base: Surface, revision: Surface): ChangedNames {
  const before = new Declarations(base);
  const after = new Declarations(revision);
  const changed = new Set<string>();
  const users = new Map<string, string[]>();
  for (const id of new Set([...before.found.keys(), ...after.found.keys()])) {
    const [one, other] = [before.found.get(id), after.found.get(id)];
    if (one?.text !== other?.text) changed.add(id);
    for (const used of [...(one?.leadsTo ?? []), ...(other?.leadsTo ?? [])])
      users.set(used, [...(users.get(used) ?? []), id]);
  }
  const direct = new Set(changed);
  addUsers(changed, users);
  const own = new Set<string>();
  const all = new Set<string>();
  for (const [key, ids] of joinIDs(before.ids, after.ids)) {
    const isMoved = ids.length !== 2;
    if (isMoved || ids.some((id) => direct.has(id))) own.add(key);
    if (isMoved || ids.some((id) => changed.has(id))) all.add(key);
  }
  const graph = { sides: [before, after], keys: keysByID(before, after), own };
  return { own, all, causesOf: (key) => findCauses(key, graph) };
}

interface Graph {
  readonly sides: readonly Declarations[];
  readonly keys: ReadonlyMap<string, string>;
  readonly own: ReadonlySet<string>;
}

function keysByID(...sides: readonly Declarations[]): Map<string, string> {
  return new Map(sides.flatMap(({ ids }) => [...ids].map(([key, id]): [string, string] => [id, key])));
}

function findCauses(key: string, { sides, keys, own }: Graph): string[] {
  const queue = sides.flatMap(({ ids }) => ids.get(key) ?? []);
  const seen = new Set(queue);
  const causes: string[] = [];
  for (const id of queue) {
    const found = keys.get(id);
    if (found !== undefined && found !== key && own.has(found) && !causes.includes(found)) causes.push(found);
    for (const next of sides.flatMap((side) => [...(side.found.get(id)?.leadsTo ?? [])])) {
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return causes;
}

function joinIDs(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  for (const [key, id] of [...before, ...after]) joined.set(key, [...(joined.get(key) ?? []), id]);
  return joined;
}

/** Every declaration that the exported names of a side lead to, by a name that holds on both sides. */
class Declarations {
  /** By exported name. */
  readonly ids = new Map<string, string>();
  readonly found = new Map<string, Declared>();
  readonly #surface: Surface;

  constructor(surface: Surface) {
    this.#surface = surface;
    for (const name of surface.names) this.ids.set(keyOf(name), this.#visitName(name));
  }

  #visitName(name: ExportedName): string {
    return this.#visit(name.symbol) ?? keyOf(name);
  }

  #visit(symbol: ts.Symbol): string | undefined {
    const declarations = (symbol.declarations ?? []).filter((own) => !isLibraryFile(own.getSourceFile()));
    const [first] = declarations;
    if (first === undefined) return undefined;
    const id = `${first.getSourceFile().fileName}#${symbol.name}`;
    if (this.found.has(id)) return id;
    const leadsTo = new Set<string>();
    this.found.set(id, { text: declarations.map(textOf).join("\n"), leadsTo });
    for (const declaration of declarations) this.#follow(declaration, leadsTo);
    return id;
  }

  #follow(node: ts.Node, leadsTo: Set<string>): void {
    if (ts.isIdentifier(node)) {
      const id = this.#visitIdentifier(node);
      if (id !== undefined) leadsTo.add(id);
    }
    // Import types and references to other members lead on by the identifiers in them.
    ts.forEachChild(node, (child) => this.#follow(child, leadsTo));
  }

  #visitIdentifier(node: ts.Identifier): string | undefined {
    const parent = node.parent;
    const isMember = (ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) && parent.name === node;
    if (isMember || ts.isParameter(parent)) return undefined;
    const { checker } = this.#surface;
    const symbol = checker.getSymbolAtLocation(node);
    if (symbol === undefined) return undefined;
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const isTopLevel = (target.declarations ?? []).some((own) => isOfFile(own));
    return isTopLevel ? this.#visit(target) : undefined;
  }
}

function isOfFile(node: ts.Declaration): boolean {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent.parent : node.parent;
  return ts.isSourceFile(owner);
}

/** A declaration without comments and white space: words in a row. */
function textOf(node: ts.Declaration): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true, ts.LanguageVariant.Standard, node.getText());
  const words: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan())
    words.push(scanner.getTokenText());
  return words.join(" ");
}
