// A TypeScript program over files that exist in memory alone; only TypeScript's own library comes from the disk.
import { posix } from "node:path";

import ts from "typescript";

import { listPackages, type PublishedPackage, type PublishedSurface } from "./published-packages.ts";

/** How consumers compile: strictly, for browsers and servers of today. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  types: [],
};

const LIBRARY = "/lib";
const MODULES = "/node_modules";

/** Parsing the library takes longer than anything else, and it is the same for every program. */
const library = new Map<string, ts.SourceFile | undefined>();

/** The packages of one side, parsed once, for as many programs as are asked of them. */
export class PackageFiles {
  readonly #judged: ReadonlySet<string>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #parsed = new Map<string, ts.SourceFile>();
  readonly #byName: ReadonlyMap<string, PublishedPackage>;

  /** @param judged names of the packages that consumers import; they have the others by those */
  constructor(surface: PublishedSurface, judged: readonly string[]) {
    this.#judged = new Set(judged);
    this.#byName = new Map(listPackages(surface).map((own) => [own.name, own]));
    this.#texts = new Map(Object.entries(surface).map(([path, text]) => [posix.join(MODULES, path), text]));
  }

  /** A program of the packages and of the consumers' files, by absolute path. */
  compile(consumers: ReadonlyMap<string, string>): ts.Program {
    const own = new Map<string, ts.SourceFile>();
    const read = (name: string): ts.SourceFile | undefined => {
      if (name.startsWith(`${LIBRARY}/`)) return readLibrary(name);
      const text = consumers.get(name);
      if (text === undefined) return this.#parse(name);
      const parsed = own.get(name) ?? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
      own.set(name, parsed);
      return parsed;
    };
    const host: ts.CompilerHost = {
      getSourceFile: read,
      getDefaultLibFileName: () => `${LIBRARY}/lib.d.ts`,
      getDefaultLibLocation: () => LIBRARY,
      getCurrentDirectory: () => "/",
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      fileExists: (name) => consumers.has(name) || this.#texts.has(name),
      readFile: (name) => consumers.get(name) ?? this.#texts.get(name),
      writeFile: () => undefined,
      directoryExists: () => false,
      resolveModuleNameLiterals: (literals, from) =>
        literals.map(({ text }) => ({ resolvedModule: this.#resolve(text, from) })),
    };
    const roots = [...consumers.keys(), ...this.entryFiles().map(({ file }) => file)];
    return ts.createProgram({ rootNames: [...new Set(roots)], options: OPTIONS, host });
  }

  /** Every entry that is judged, and the specifier that leads to it. */
  entryFiles(): readonly { readonly package: string; readonly specifier: string; readonly file: string }[] {
    const judged = [...this.#byName.values()].filter(({ name }) => this.#judged.has(name));
    return judged.flatMap((own) =>
      Object.entries(own.entries).flatMap(([entry, path]) =>
        expandEntry(own, entry, path).map(([name, file]) => ({
          package: own.name,
          specifier: posix.join(own.name, name),
          file: fileName(own, file),
        })),
      ),
    );
  }

  #parse(name: string): ts.SourceFile | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    const parsed = this.#parsed.get(name) ?? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
    this.#parsed.set(name, parsed);
    return parsed;
  }

  #resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const target = specifier.startsWith(".")
      ? this.#findFile(posix.join(posix.dirname(from), specifier))
      : this.#findEntry(specifier);
    if (target === undefined) return undefined;
    return { resolvedFileName: target, extension: extensionOf(target), isExternalLibraryImport: false };
  }

  #findEntry(specifier: string): string | undefined {
    const [, name = ""] = /^((?:@[^/]+\/)?[^/]+)/.exec(specifier) ?? [];
    const own = this.#byName.get(name);
    if (own === undefined) return undefined;
    const entry = `.${specifier.slice(name.length)}`;
    const written = own.entries[entry];
    if (written !== undefined) return this.#findFile(fileName(own, written));
    for (const [pattern, path] of Object.entries(own.entries)) {
      const [before = "", after] = pattern.split("*");
      if (after === undefined || !entry.startsWith(before) || !entry.endsWith(after)) continue;
      const middle = entry.slice(before.length, entry.length - after.length);
      const found = this.#findFile(fileName(own, path.replace("*", middle)));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #findFile(path: string): string | undefined {
    const stem = path.replace(/(\.d)?\.([mc]?)[jt]s$/, "");
    return [path, `${stem}.d.ts`, `${stem}.ts`, `${stem}.d.mts`, `${stem}/index.d.ts`].find((name) =>
      this.#texts.has(name),
    );
  }
}

/** Whether a declaration stands in TypeScript's own library. */
export function isLibraryFile({ fileName: name }: ts.SourceFile): boolean {
  return name.startsWith(`${LIBRARY}/`);
}

function fileName({ name }: PublishedPackage, path: string): string {
  return posix.join(MODULES, name, path);
}

/** `./resources/*` stands for every file that fits. */
function expandEntry(own: PublishedPackage, entry: string, path: string): readonly [string, string][] {
  if (!path.includes("*")) return [[entry, path]];
  const [before = "", after = ""] = path.split("*");
  return own.files
    .filter((file) => file.startsWith(before) && file.endsWith(after))
    .map((file) => [entry.replace("*", file.slice(before.length, file.length - after.length)), file]);
}

function extensionOf(name: string): ts.Extension {
  if (name.endsWith(".d.ts")) return ts.Extension.Dts;
  return name.endsWith(".d.mts") ? ts.Extension.Dmts : ts.Extension.Ts;
}

function readLibrary(name: string): ts.SourceFile | undefined {
  if (library.has(name)) return library.get(name);
  const folder = posix.dirname(ts.getDefaultLibFilePath({}).replaceAll("\\", "/"));
  const text = ts.sys.readFile(`${folder}/${posix.basename(name)}`);
  const parsed = text === undefined ? undefined : ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
  library.set(name, parsed);
  return parsed;
}
