import type { Document } from "../document.ts";
import { entriesOf, isObject, memberOf, textOf, type JsonObject } from "../json.ts";
import { joinPointer, type Located } from "../pointer.ts";
import { subschemasOf } from "./subschemas.ts";

/** The named schema, or a schema inside one, that has this `$anchor` (JSON Schema 2020-12, section 8.2.2). */
export function findAnchor(document: Document, anchor: string): Located | undefined {
  const named = entriesOf(memberOf(memberOf(document, "components"), "schemas"));
  const waiting = named.flatMap(([name, schema]) =>
    isObject(schema) ? [{ schema, pointer: joinPointer("#/components/schemas", name) }] : [],
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, pointer }: { schema: JsonObject; pointer: string } = next;
    if (textOf(schema, "$anchor") === anchor) return { value: schema, pointer };
    for (const inner of subschemasOf(schema)) {
      waiting.push({ schema: inner.schema, pointer: joinPointer(pointer, ...inner.path) });
    }
  }
  return undefined;
}
