// What openapi-typescript makes of a document. It is loaded with this file: import it when it is needed.
import type { Document } from "@specloom/api-model";

import { formatText } from "../../format-text.ts";
import { escapeUnsafeCharacters } from "../../print/unsafe-characters.ts";
import { areSurelyDeclarations } from "./are-surely-declarations.ts";
import { hasDeepReferences, liftDeepReferences, lowerDeepReferences } from "./deep-references.ts";
import { loadLibrary } from "./load-library.ts";
import { nameSelfContaining } from "./name-self-containing.ts";
import { parsePrintable, restorePercents } from "./printable-document.ts";
import { printNodes } from "./print-nodes.ts";
import { transformDocument } from "./transform-document.ts";

/** What came out of it. */
export interface PrintedOpenAPI {
  /** The formatted text; undefined where there is none. */
  readonly text?: string;
  /** What in it is no declaration of types. */
  readonly faults: readonly string[];
  /** Why there is no text. */
  readonly failure?: string;
}

const library = await loadLibrary();

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
    const faults = isSound ? [] : [...formatted.errors, ...(await findFaults(text))];
    return { text: formatted.text, faults };
  } catch (error) {
    return { faults: [], failure: (error as Error).message };
  }
}

/** Parses the text, for which TypeScript is loaded. */
async function findFaults(text: string): Promise<readonly string[]> {
  const { declarationFaults } = await import("./declaration-faults.ts");
  return declarationFaults(text);
}

function printDocument(json: string): string {
  // Changed in place, by openapi-typescript besides.
  const document = parsePrintable(json) as Document;
  const isDeep = hasDeepReferences(json);
  if (isDeep) liftDeepReferences(document);
  const nodes = nameSelfContaining(transformDocument(document, library));
  const printed = isDeep ? lowerDeepReferences(nodes) : printNodes(nodes);
  return restorePercents(printed.replaceAll(WITH_REQUIRED, WITH_REQUIRED_OF_ALL));
}

/** What it declares for `required` beside `allOf`: of a part that may be null it would not compile. */
const WITH_REQUIRED = /type WithRequired<T, K extends keyof T> = T & \{\s*\[P in K\]-\?: T\[P\];?\s*\};/g;
const WITH_REQUIRED_OF_ALL =
  "type WithRequired<T, K extends PropertyKey> = T & { [P in K & keyof T]-?: T[P] };";
