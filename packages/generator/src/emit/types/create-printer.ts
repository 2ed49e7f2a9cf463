import { joinPointer } from "@specloom/api-model";
import type { ApiModel, Pointer, Problem, Schema, SchemaID } from "@specloom/api-model";

import { intersection } from "./combine-types.ts";
import { schemaType } from "./print-schema.ts";
import type { Difference, Direction, Printer } from "./printer.ts";
import { isNullable, isObject, textOf } from "./schema-reading.ts";

export interface PrinterOptions {
  readonly model: ApiModel;
  readonly components: Pick<ReadonlySet<SchemaID>, "has">;
  readonly direction: Direction;
  /** The name by which a named schema is called here. */
  readonly name: (id: SchemaID) => string;
  readonly differ?: (difference: Difference) => void;
  readonly flatten?: (id: SchemaID) => void;
  readonly report?: (problem: Problem) => void;
}

/** Prints schemas as type expressions for one direction. */
export function createPrinter(options: PrinterOptions): Printer {
  const { model, components, direction, name } = options;
  // Schemas without a name that are being printed, to notice one that contains itself.
  const open = new Set<SchemaID>();

  const printer: Printer = {
    direction,
    lookup: (id) => (Object.hasOwn(model.schemas, id) ? model.schemas[id] : undefined),
    isNamed: (id) => components.has(id),
    differ: (difference) => options.differ?.(difference),
    flatten: (id) => options.flatten?.(id),
    lose: (pointer, lost) => options.report?.(lossProblem(pointer, lost)),
    type: (schema, pointer) => {
      const id = textOf(schema, "$ref");
      if (id === undefined) return schemaType({ schema, pointer }, printer);
      // Mostly it stands alone.
      if (Object.keys(schema).length === 1) return referenceType(id, pointer);
      const siblings = schemaType({ schema: withoutReference(schema), pointer }, printer);
      const type = intersection([referenceType(id, pointer), siblings]);
      if (siblings !== "unknown") printer.differ("beside-reference");
      if (!isObject(schema) || !isNullable(schema)) return type;
      printer.differ("nullable-reference");
      return `(${type}) | null`;
    },
  };

  function referenceType(id: SchemaID, pointer: Pointer): string {
    if (components.has(id)) return name(id);
    const target = printer.lookup(id);
    if (target === undefined) return "unknown";
    if (open.has(id)) {
      printer.differ("unnamed-recursion");
      printer.lose(pointer, { keyword: "$ref", effect: "a schema without a name cannot contain itself" });
      return "unknown";
    }
    open.add(id);
    const type = printer.type(target, id);
    open.delete(id);
    return type;
  }

  return printer;
}

/** What stands beside a `$ref`; `type: object` alone says nothing there that its target does not. */
function withoutReference(schema: Schema): Schema {
  if (!isObject(schema)) return schema;
  const isTypeAlone = schema["type"] === "object" && !OBJECT_KEYWORDS.some((one) => one in schema);
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([keyword]) => keyword !== "$ref" && keyword !== "nullable" && !(keyword === "type" && isTypeAlone),
    ),
  );
}

const OBJECT_KEYWORDS = ["properties", "additionalProperties", "required"];

function lossProblem(pointer: Pointer, { keyword, effect }: { keyword: string; effect: string }): Problem {
  return {
    code: "keyword-without-type",
    severity: "degraded",
    pointer: joinPointer(pointer, keyword.split(":", 1)[0] ?? keyword),
    message: `\`${keyword}\` has no counterpart among types: ${effect}.`,
    hint: "Nothing is needed if that is acceptable; the contract tests and the mock server judge by the schema as written.",
  };
}
