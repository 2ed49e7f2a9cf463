// The only file that knows openapi-typescript. It and the TypeScript API behind it are heavy: import this file when it is needed.
import type { Document } from "@specloom/api-model";
import type * as library from "openapi-typescript";

import { formatText } from "../../format-text.ts";
import { escapeUnsafeCharacters } from "../../print/unsafe-characters.ts";
import { areSurelyDeclarations, declarationFaults } from "./declaration-faults.ts";
import { hasDeepReferences, liftDeepReferences, lowerDeepReferences } from "./deep-references.ts";
import { nameSelfContaining } from "./name-self-containing.ts";
import { makePrintable, restorePercents } from "./printable-document.ts";

/** What came out of it. */
export interface PrintedOpenAPI {
  /** The formatted text; undefined where there is none. */
  readonly text?: string;
  /** What in it is no declaration of types. */
  readonly faults: readonly string[];
  /** Why there is no text. */
  readonly failure?: string;
}

type Library = typeof library;

// The package's entry loads a whole bundler besides, which costs more than all the rest and which nothing here needs.
const { default: transformSchema } = await load<{ default: Library["transformSchema"] }>("transform/index");
const { resolveRef, scanDiscriminators } = await load<Library>("lib/utils");
const { astToString } = await load<Library>("lib/ts");

async function load<Part>(file: string): Promise<Part> {
  return (await import(`openapi-typescript/dist/${file}.mjs`)) as Part;
}

/**
 * `paths`, `components` and `operations` in the layout of openapi-typescript. Never throws.
 *
 * @param document the bundled document as JSON
 */
export async function printOpenAPI(document: string): Promise<PrintedOpenAPI> {
  try {
    const text = escapeUnsafeCharacters(printDocument(document));
    const formatted = await formatText("openapi.ts", text);
    const isSound = formatted.errors.length === 0 && areSurelyDeclarations(formatted.text);
    const faults = isSound ? [] : [...formatted.errors, ...declarationFaults(text)];
    return { text: formatted.text, faults };
  } catch (error) {
    return { faults: [], failure: (error as Error).message };
  }
}

function printDocument(text: string): string {
  // Changed in place, by openapi-typescript besides.
  const document = makePrintable(JSON.parse(text)) as Document;
  const isDeep = hasDeepReferences(text);
  if (isDeep) liftDeepReferences(document);
  const openapi = document as unknown as Parameters<typeof transformSchema>[0];
  const options = {
    discriminators: scanDiscriminators(openapi, { silent: true }),
    // A default does not make a member of a request required.
    defaultNonNullable: false,
    // A free-form object holds unknown values, not none.
    emptyObjectsUnknown: true,
    injectFooter: [],
    silent: true,
    resolve: ($ref: string) => resolveRef(openapi, $ref, { silent: true }),
  };
  // The other options are switches that are off when absent.
  const nodes = transformSchema(openapi, options as unknown as Parameters<typeof transformSchema>[1]);
  const named = nameSelfContaining(nodes);
  return restorePercents(isDeep ? lowerDeepReferences(named, astToString) : astToString(named));
}
