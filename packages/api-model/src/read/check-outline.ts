// What stands at the top of a document, where one mistake takes away much: nothing of that goes without a word.
import type { Document } from "../document.ts";
import { describeValue, entriesOf, isObject, memberOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import type { Report } from "../problem-codes.ts";

/** Members of the document that hold the rest of it. */
const HOLDERS = ["paths", "webhooks", "components"];

/** Reports members of the document that are no objects, paths without a slash, and that there is nothing at all. */
export function checkOutline(document: Document, report: Report): void {
  for (const name of ["info", ...HOLDERS]) {
    const value = memberOf(document, name);
    // An empty `paths:` of YAML is null, and holds nothing that could be lost.
    if (value === undefined || value === null || isObject(value)) continue;
    report("malformed", joinPointer("#", name), {
      message: `\`${name}\` must be an object; found ${describeValue(value)}.`,
      hint: "Correct it; nothing in it is read.",
    });
  }
  for (const [path] of entriesOf(memberOf(document, "paths"))) {
    if (path.startsWith("/") || path.startsWith("x-")) continue;
    report("malformed", joinPointer("#/paths", path), {
      message: "A path must begin with a slash; this one is left out.",
      hint: "Write the slash, or give the whole URL under `servers`.",
    });
  }
  if (HOLDERS.some((name) => entriesOf(memberOf(document, name)).length > 0)) return;
  report("empty-document", "#", {
    message: "The document has no paths, no webhooks and no components: there is nothing to generate.",
    hint: "If it was downloaded, get the whole of it again; else describe an operation under `paths`.",
  });
}
