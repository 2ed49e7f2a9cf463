/** Whether an import is needed when the code runs, or by types alone. */
type ImportKind = "type" | "value";
interface Import {
  readonly name: string;
  readonly local: string;
  readonly kind: ImportKind;
}

/** A TypeScript file in the making: lines are printed as they will read, imports collect themselves. */
export class SourceFile {
  readonly #banner: string;
  readonly #lines: string[] = [];
  readonly #taken: Set<string> = new Set();
  readonly #imports: Map<string, Map<string, Import>> = new Map();

  /** The banner stands first and holds its own `//`. */
  constructor(banner: string) {
    this.#banner = banner;
  }

  /** Keeps a name for a declaration of this file, so that no import takes it. Call before the first import. */
  declare(name: string): string {
    this.#taken.add(name);
    return name;
  }

  print(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  importType(name: string, from: string): string {
    return this.#import(name, from, "type");
  }

  importValue(name: string, from: string): string {
    return this.#import(name, from, "value");
  }

  toString(): string {
    // Packages first, then our own files.
    const modules = [...this.#imports].toSorted(
      ([a], [b]) => Number(a.startsWith(".")) - Number(b.startsWith(".")) || compare(a, b),
    );
    const imports = modules.map(([from, names]) => importLine(from, [...names.values()]));
    const lines = this.#lines.length === 0 ? ["export {};"] : this.#lines;
    return [this.#banner, "", ...imports, "", ...lines, ""].join("\n");
  }

  #import(name: string, from: string, kind: ImportKind): string {
    const names = this.#imports.get(from) ?? new Map<string, Import>();
    this.#imports.set(from, names);
    const known = names.get(name);
    const local = known?.local ?? this.#freeName(name);
    if (known === undefined || known.kind === "type") names.set(name, { name, local, kind });
    return local;
  }

  #freeName(name: string): string {
    let local = name;
    while (this.#taken.has(local)) local += "_";
    this.#taken.add(local);
    return local;
  }
}

function importLine(from: string, names: readonly Import[]): string {
  const typesOnly = names.every(({ kind }) => kind === "type");
  const parts = names
    .toSorted((a, b) => compare(a.name, b.name))
    .map(({ name, local, kind }) => {
      const prefix = !typesOnly && kind === "type" ? "type " : "";
      return `${prefix}${name}${local === name ? "" : ` as ${local}`}`;
    });
  return `import ${typesOnly ? "type " : ""}{ ${parts.join(", ")} } from ${JSON.stringify(from)};`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
