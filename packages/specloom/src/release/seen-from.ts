import type { PublishedSurface } from "../diff/types/published-packages.ts";

const MANIFEST = "/package.json";

/** What a consumer of a package compiles against: its own declarations, and those of every package that they import. */
export function seenFrom(surface: PublishedSurface, name: string): PublishedSurface {
  const names = Object.keys(surface)
    .filter((path) => path.endsWith(MANIFEST))
    .map((path) => path.slice(0, -MANIFEST.length));
  const seen = new Set<string>();
  const files: Record<string, string> = {};
  const queue = [name];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const [path, text] of Object.entries(surface)) {
      if (!path.startsWith(`${next}/`)) continue;
      files[path] = text;
      queue.push(...names.filter((other) => text.includes(`"${other}"`) || text.includes(`"${other}/`)));
    }
  }
  return files;
}

/** True where two surfaces have the same files with the same texts. */
export function sameSurface(one: PublishedSurface, other: PublishedSurface): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
