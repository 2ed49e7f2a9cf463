// The only file that knows openapi-typescript. It and the TypeScript API behind it are loaded when first needed.
import type { Document, Problem } from "@specloom/api-model";

import type { EmitInput, EmitOptions, EmittedFile } from "./emitter.ts";
import { escapeUnsafeCharacters } from "../print/unsafe-characters.ts";
import { declarationFaults } from "./declaration-faults.ts";

/** `paths`, `components` and `operations` in the layout of openapi-typescript. */
export async function emitOpenAPITypes(
  { document }: EmitInput,
  { banner, report }: EmitOptions,
): Promise<readonly EmittedFile[]> {
  let text = "";
  try {
    text = `${banner}\n\n${escapeUnsafeCharacters(await printDocument(document))}`;
  } catch (error) {
    report(
      failure(
        "openapi-types-failed",
        `openapi-typescript could not print the document: ${(error as Error).message}`,
      ),
    );
    return [];
  }
  for (const fault of await declarationFaults(text)) {
    report(
      failure(
        "unsafe-declarations",
        `openapi-typescript printed something else than declarations: ${fault}.`,
      ),
    );
  }
  return [{ path: "openapi.ts", text }];
}

async function printDocument(document: Document): Promise<string> {
  const { astToString, resolveRef, scanDiscriminators, transformSchema } = await import("openapi-typescript");
  // It folds parameters of paths into operations in place; the other emitters see the document as it was.
  const openapi = structuredClone(document) as unknown as Parameters<typeof transformSchema>[0];
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
  return astToString(nodes);
}

function failure(code: string, message: string): Problem {
  return {
    code,
    severity: "fatal",
    pointer: "#",
    message,
    hint: "Look for text in the document that ends a comment or a name early, or for a part that OpenAPI does not allow there.",
  };
}
