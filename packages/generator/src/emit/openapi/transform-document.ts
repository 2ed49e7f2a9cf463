import type { TransformLibrary } from "./load-library.ts";
import { scanDiscriminators } from "./scan-discriminators.ts";
import type { Declaration } from "./type-nodes.ts";

type OpenAPI = Parameters<TransformLibrary["transformSchema"]>[0];
type Options = Parameters<TransformLibrary["transformSchema"]>[1];

/**
 * The declarations of a document, as openapi-typescript makes them.
 *
 * @param document printable; changed in place
 */
export function transformDocument(
  document: unknown,
  { resolveRef, scanDiscriminators: scan, transformSchema }: TransformLibrary,
): readonly Declaration[] {
  const openapi = document as OpenAPI;
  const options = {
    discriminators: scanDiscriminators(openapi, scan),
    // A default does not make a member of a request required.
    defaultNonNullable: false,
    // A free-form object holds unknown values, not none.
    emptyObjectsUnknown: true,
    injectFooter: [],
    silent: true,
    resolve: ($ref: string) => resolveRef(openapi, $ref, { silent: true }),
  };
  // The other options are switches that are off when absent.
  return transformSchema(openapi, options as unknown as Options) as unknown as readonly Declaration[];
}
