// openapi-typescript looks for discriminators in every object of a document, twice, and makes a list of names for each object
// on its way. Few parts of a document have any.
import type { TransformLibrary } from "./load-library.ts";

type Scan = TransformLibrary["scanDiscriminators"];

/** What openapi-typescript finds, and does to the document where it does, but looking only where there is something. */
export function scanDiscriminators(document: Parameters<Scan>[0], scan: Scan): ReturnType<Scan> {
  // Operations, and what the sections of `components` hold, are looked through whole.
  return scan(withoutSilent(document, 3) as Parameters<Scan>[0], { silent: true });
}

/** The same by every name, but members that have nothing to say are not enumerated. */
function withoutSilent(value: unknown, depth: number): unknown {
  if (depth === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const view = {};
  for (const [name, inner] of Object.entries(value)) {
    const enumerable = tells(inner);
    Object.defineProperty(view, name, {
      enumerable,
      value: enumerable ? withoutSilent(inner, depth - 1) : inner,
    });
  }
  return view;
}

/** Whether there is a discriminator, or a schema of parts that may have one, somewhere in a value. */
function tells(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(tells);
  if (Object.hasOwn(value, "discriminator") || Object.hasOwn(value, "allOf")) return true;
  return Object.values(value).some(tells);
}
