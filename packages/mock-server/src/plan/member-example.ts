import type { Json } from "@specloom/api-model";
import { isJsonObject, memberOf } from "../json.ts";
import { exampleOf, foldSchema, type Schemas } from "../schema/schema-view.ts";
import type { LifecycleEntry } from "./lifecycle-index.ts";
import { planSuccess } from "./success-plan.ts";

/** Examples never change, and every creation asks for them. */
const found = new WeakMap<LifecycleEntry, Map<string, Json | undefined>>();

/** What the examples of creation and retrieval, or the first item of the list's, show for the member. */
export function exampleOfMember(
  { schemas }: { readonly schemas: Schemas },
  entry: LifecycleEntry,
  name: string,
): Json | undefined {
  const known = found.get(entry) ?? new Map<string, Json | undefined>();
  found.set(entry, known);
  if (!known.has(name)) known.set(name, findExample(schemas, entry, name));
  return known.get(name);
}

function findExample(
  schemas: Schemas,
  { lifecycle, byRole }: LifecycleEntry,
  name: string,
): Json | undefined {
  const representation =
    lifecycle.representation === undefined ? undefined : schemas[lifecycle.representation];
  const own = memberOf(exampleOf(foldSchema(schemas, representation)), name);
  if (own !== undefined) return own;
  for (const operation of [byRole.create, byRole.retrieve, byRole.list]) {
    const examples =
      operation === undefined ? [] : planSuccess(operation).contents.flatMap((content) => content.examples);
    for (const { value } of examples) {
      const shown = memberOf(value, name) ?? memberOf(firstItem(value), name);
      if (shown !== undefined) return shown;
    }
  }
  return undefined;
}

function firstItem(value: Json): Json | undefined {
  if (Array.isArray(value)) return value[0];
  const list = isJsonObject(value) ? Object.values(value).find((member) => Array.isArray(member)) : undefined;
  return Array.isArray(list) ? list[0] : undefined;
}
