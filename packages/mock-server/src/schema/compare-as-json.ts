import type { Ajv2020 } from "ajv/dist/2020.js";
import equal from "ajv/dist/runtime/equal.js";
import { sameJson } from "../json.ts";

/**
 * Lets Ajv compare values as JSON. Its own way (fast-deep-equal) calls `valueOf` and `toString` of what it is given, also
 * where somebody sent members of those names, and takes a member `constructor` for the class of an object.
 */
export function compareAsJson({ scope }: Ajv2020): void {
  // Ajv asks its scope for each function by the function itself: whoever is there first is the one that is called. Bundlers
  // give the function where Node gives the module.
  const key: unknown = (equal as { readonly default?: unknown }).default ?? equal;
  scope.value("func", { key, ref: sameJson });
}
