/** Segments that make no resource: a version, and what stands before one. */
const VERSION = /^v\d+(?:[._-]\d+)*(?:(?:alpha|beta|preview|rc)\d*)?$|^\d{4}-\d{2}(?:-\d{2})?$/i;
const ENTRANCE = /^(?:api|apis|rest)$/i;
/** Share of the paths that must begin so: `/health` often stands beside what is versioned. */
const LEAST = 0.9;

/**
 * The beginning of the paths that shall make no node of the resource tree: `/v1`, `/api/v2`, `/api`. One that not nearly
 * all paths share stays, since two versions beside each other must differ in name.
 */
export function inferPathPrefix(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const prefix = prefixOf(path);
    if (prefix !== "") counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [only, other] = counts;
  if (only === undefined || other !== undefined || only[1] < paths.length * LEAST) return undefined;
  return only[0];
}

function prefixOf(path: string): string {
  const segments = path.split("/").slice(1);
  const version = segments.findIndex((segment) => VERSION.test(segment));
  const before = segments.slice(0, version === -1 ? 1 : version);
  if (!before.every((segment) => ENTRANCE.test(segment))) return "";
  const length = version === -1 ? before.length : version + 1;
  return segments
    .slice(0, length)
    .map((segment) => `/${segment}`)
    .join("");
}
