// What openapi-typescript prints, as an emitter: the work is done by a printer that may run in a thread of its own.
import { dropMistyped, type Document, type Problem } from "@specloom/api-model";

import { addOperationAliases, withAliases } from "./aliases.ts";
import type { EmitInput, EmitOptions, EmittedFile } from "./emitter.ts";
import { withoutUnprintable } from "./openapi/without-unprintable.ts";

/** `paths`, `components` and `operations` in the layout of openapi-typescript. */
export async function emitOpenAPITypes(
  { document, model }: EmitInput,
  { banner, report, printOpenAPI, aliases }: EmitOptions,
): Promise<readonly EmittedFile[]> {
  // Few documents hold what the printer stops at, so it is looked for only once it has. What the model has left out of a
  // schema says nothing here either.
  const printSoundParts = (flawed: Document): ReturnType<typeof printOpenAPI> => {
    const { document: sound, problems } = dropMistyped(flawed);
    const told = new Set(model.mistyped);
    for (const found of problems) if (!told.has(found.pointer)) report(found);
    return printOpenAPI(withoutUnprintable(sound));
  };
  const whole = withAliases(document, aliases);
  const printed = await printOpenAPI(whole);
  const { text, faults, failure } =
    printed.failure === undefined && model.mistyped === undefined ? printed : await printSoundParts(whole);
  if (failure !== undefined) {
    report(problem("openapi-types-failed", `openapi-typescript could not print the document: ${failure}`));
  }
  for (const fault of faults) {
    const message = `openapi-typescript printed something else than declarations: ${fault}.`;
    report(problem("unsafe-declarations", message));
  }
  if (text === undefined) return [];
  const aliased = addOperationAliases(text, document, aliases);
  return [{ path: "openapi.ts", text: `${banner}\n\n${aliased}`, formatted: true }];
}

function problem(code: string, message: string): Problem {
  return {
    code,
    severity: "fatal",
    pointer: "#",
    message,
    hint: "Look for text in the document that ends a comment or a name early, or for a part that OpenAPI does not allow there.",
  };
}
