// What consumers compile against, as plain data that a baseline can hold.

/**
 * Declarations by `PACKAGE/FILE` as in a `node_modules`: `@example/types/index.d.ts`. Each package has a `package.json` with its
 * `name` and its `exports`, whose `types` lead to the files.
 */
export type PublishedSurface = Readonly<Record<string, string>>;

/** One package of a surface. */
export interface PublishedPackage {
  readonly name: string;
  /** File of each entry, relative to the package: `{ ".": "index.d.ts", "./resources/*": "resources/*.d.ts" }`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Its files, relative to the package. */
  readonly files: readonly string[];
}

const MANIFEST = "/package.json";

/** The packages that a surface consists of. @throws SyntaxError where a package.json is no JSON */
export function listPackages(surface: PublishedSurface): PublishedPackage[] {
  return Object.keys(surface)
    .filter((path) => path.endsWith(MANIFEST))
    .map((path) => path.slice(0, -MANIFEST.length))
    .map((name) => ({
      name,
      entries: readEntries(surface[`${name}${MANIFEST}`] ?? ""),
      files: filesOf(surface, name),
    }));
}

function filesOf(surface: PublishedSurface, name: string): string[] {
  const prefix = `${name}/`;
  return Object.keys(surface)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .toSorted();
}

function readEntries(manifest: string): Record<string, string> {
  const { exports = {} } = JSON.parse(manifest) as { readonly exports?: Readonly<Record<string, unknown>> };
  const entries = Object.entries(exports).flatMap(([entry, target]): [string, string][] => {
    const types = typeof target === "string" ? target : (target as { readonly types?: unknown }).types;
    return typeof types === "string" && /\.d\.[mc]?ts$/.test(types)
      ? [[entry, types.replace(/^\.\//, "")]]
      : [];
  });
  return Object.fromEntries(entries);
}
