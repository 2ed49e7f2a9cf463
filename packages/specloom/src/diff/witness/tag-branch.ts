import { entriesOf, itemsOf, memberOf, textOf, type Json } from "@specloom/api-model";

import type { DocumentView } from "../document-view.ts";

/** What the discriminator of `schema` asks of a branch, or of any value where there is no branch, as JSON Schema. */
export function tagBranch(schema: Json, branch: Json | undefined, view: DocumentView): Record<string, Json> {
  const discriminator = memberOf(schema, "discriminator");
  const property = textOf(discriminator, "propertyName");
  if (property === undefined) return {};
  const mapping = entriesOf(memberOf(discriminator, "mapping"));
  const names =
    branch === undefined ? mapping.map(([name]) => name) : namesOfBranch({ branch, mapping, property, view });
  if (branch === undefined && names.length === 0) return {};
  return {
    type: "object",
    required: [property],
    ...(names.length > 0 && { properties: { [property]: { enum: names } } }),
  };
}

interface Branch {
  readonly branch: Json;
  readonly mapping: readonly [string, Json][];
  readonly property: string;
  readonly view: DocumentView;
}

/** Keys mapped to the branch; else nothing where it says itself what the member holds; else its name. */
function namesOfBranch({ branch, mapping, property, view }: Branch): string[] {
  const ref = textOf(branch, "$ref");
  const name = ref?.slice(ref.lastIndexOf("/") + 1);
  const mapped = mapping.filter(([, target]) => ref !== undefined && (target === ref || target === name));
  if (mapped.length > 0) return mapped.map(([key]) => key);
  return name === undefined || isFixed(branch, { property, view }) ? [] : [name];
}

function isFixed(schema: Json, at: Pick<Branch, "property" | "view">, depth = 0): boolean {
  const { property, view } = at;
  const found = view.follow(schema, "#")?.value;
  const member = view.follow(memberOf(memberOf(found, "properties"), property), "#")?.value;
  if (memberOf(member, "enum") !== undefined || memberOf(member, "const") !== undefined) return true;
  return depth < 10 && itemsOf(memberOf(found, "allOf")).some((part) => isFixed(part, at, depth + 1));
}
