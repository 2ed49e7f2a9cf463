import type { PlacedObject, Printer } from "./printer.ts";
import { schemasIn, schemaUnder } from "./schema-reading.ts";

/** Lists, and tuples where `prefixItems` says so. */
export function arrayType(placed: PlacedObject, printer: Printer): string {
  const prefix = schemasIn(placed, "prefixItems");
  const items = schemaUnder(placed, "items");
  const item = items === undefined ? "unknown" : printer.type(items.schema, items.pointer);
  if (prefix.length === 0) return `(${item})[]`;
  printer.differ("tuple");
  const { minItems, maxItems } = bounds(placed);
  const elements = prefix.map(({ schema, pointer }, index) => {
    const type = printer.type(schema, pointer);
    return index < minItems ? `(${type})` : `(${type})?`;
  });
  const closed = items?.schema === false || maxItems <= prefix.length;
  return `[${[...elements, ...(closed ? [] : [`...(${item})[]`])].join(", ")}]`;
}

function bounds({ schema }: PlacedObject): { minItems: number; maxItems: number } {
  const { minItems, maxItems } = schema as { minItems?: unknown; maxItems?: unknown };
  return {
    minItems: typeof minItems === "number" ? minItems : 0,
    maxItems: typeof maxItems === "number" ? maxItems : Infinity,
  };
}
