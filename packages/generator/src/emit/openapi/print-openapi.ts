// What openapi-typescript makes of a document. It is loaded with this file: import it when it is needed.
import { closeDocument } from "@specloom/api-model";

import { formatText } from "../../format-text.ts";
import { escapeUnsafeCharacters } from "../../print/unsafe-characters.ts";
import { areSurelyDeclarations } from "./are-surely-declarations.ts";
import { liftDeepReferences, lowerDeepReferences } from "./deep-references.ts";
import { loadLibrary } from "./load-library.ts";
import { nameSelfContaining } from "./name-self-containing.ts";
import { readPrintable, restorePercents, type Printable } from "./printable-document.ts";
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
 * @param written the bundled document as JSON, or read already; changed in place
 * @param options `examplesPlaced` where examples are still to be put in the places of references to them. @default false
 */
export async function printOpenAPI(
  written: string | Printable,
  { examplesPlaced = false }: { readonly examplesPlaced?: boolean } = {},
): Promise<PrintedOpenAPI> {
  try {
    const printable = typeof written === "string" ? readPrintable(written) : written;
    if (examplesPlaced) closeDocument(printable.document);
    const text = escapeUnsafeCharacters(printDocument(printable));
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

function printDocument({ document, isDeep }: Printable): string {
  const { components } = document as { components?: Record<string, unknown> };
  // Never printed, and they can be half of a document.
  delete components?.["examples"];
  if (isDeep) liftDeepReferences(document);
  dropRepeatedOperationIDs(document);
  const nodes = nameSelfContaining(transformDocument(document, library));
  const printed = isDeep ? lowerDeepReferences(nodes) : printNodes(nodes);
  return restorePercents(printed.replaceAll(WITH_REQUIRED, WITH_REQUIRED_OF_ALL));
}

/** Of several operations with one operationId the first is a member of `operations`; two members of one name do not compile. */
function dropRepeatedOperationIDs({ paths }: { readonly paths?: unknown }): void {
  const seen = new Set<unknown>();
  for (const item of Object.values(paths ?? {})) {
    for (const [method, operation] of Object.entries<{ operationId?: unknown } | null>(item ?? {})) {
      const { operationId, ...others } = operation ?? {};
      if (typeof operationId !== "string") continue;
      if (seen.has(operationId)) item[method] = others;
      seen.add(operationId);
    }
  }
}

/** What it declares for `required` beside `allOf`: of a part that may be null it would not compile. */
const WITH_REQUIRED = /type WithRequired<T, K extends keyof T> = T & \{\s*\[P in K\]-\?: T\[P\];?\s*\};/g;
const WITH_REQUIRED_OF_ALL =
  "type WithRequired<T, K extends PropertyKey> = T & { [P in K & keyof T]-?: T[P] };";
