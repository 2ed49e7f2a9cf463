// The only file that knows openapi-typescript.
import { registerHooks } from "node:module";
import { extname } from "node:path";

import type * as library from "openapi-typescript";

type Library = typeof library;

/** The parts of openapi-typescript that make nodes. */
export type TransformLibrary = Pick<Library, "resolveRef" | "scanDiscriminators" | "transformSchema">;

const MODULES = "/openapi-typescript/dist/";
/** What they import → what they get instead. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ["typescript", "./node-factory"],
  ["@redocly/openapi-core/lib/ref-utils.js", "./ref-utils"],
]);

/**
 * openapi-typescript without the packages that it would load: its modules one by one, since its entry brings a whole bundler,
 * and with our nodes in place of those of TypeScript. Who else imports it in this process gets it as it is.
 */
export async function loadLibrary(): Promise<TransformLibrary> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const file = context.parentURL?.includes(MODULES) === true ? STAND_INS.get(specifier) : undefined;
      if (file !== undefined)
        return {
          url: new URL(`${file}${extname(import.meta.url)}`, import.meta.url).href,
          shortCircuit: true,
        };
      const resolved = next(specifier, context);
      // Modules are told apart by their whole URLs.
      return resolved.url.includes(MODULES) ? { ...resolved, url: `${resolved.url}?light` } : resolved;
    },
  });
  try {
    const { default: transformSchema } = await load<{ default: Library["transformSchema"] }>(
      "transform/index",
    );
    const { resolveRef, scanDiscriminators } = await load<Library>("lib/utils");
    return { resolveRef, scanDiscriminators, transformSchema };
  } finally {
    hooks.deregister();
  }
}

async function load<Part>(file: string): Promise<Part> {
  return (await import(`openapi-typescript/dist/${file}.mjs`)) as Part;
}
