// How a resource of the client names the types of its calls: imported from that resource's file of the types package alone.
import type { Operation, SchemaID } from "@specloom/api-model";

import { identifier } from "../../print/identifier.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { createPrinter } from "../types/create-printer.ts";
import type { Direction, Printer } from "../types/printer.ts";
import type { ClientContext } from "./client-context.ts";

export interface TypesImport {
  /** Imports a type of the call by the name that the model gives it. */
  readonly call: (typeName: string) => string;
  /** The type of any schema. */
  readonly schema: (id: SchemaID, direction: Direction) => string;
  /** True for a schema of an answer that allows every value. */
  readonly isUnknown: (id: SchemaID) => boolean;
  readonly printer: (direction: Direction) => Printer;
}

export function importTypes(
  { call }: Operation,
  { source, context }: { source: SourceFile; context: ClientContext },
): TypesImport {
  const { model, options, plan } = context;
  const module = `${options.packages.types.name}/${plan.resourceFile(call.resource)}`;
  const { components } = plan.survey;
  const printer = (direction: Direction): Printer =>
    createPrinter({
      model,
      components,
      direction,
      name: (id) => source.importType(plan.find(id, direction).name, module),
    });
  return {
    call: (typeName) => source.importType(identifier(typeName), module),
    schema: (id, direction) => printer(direction).type({ $ref: id }, id),
    isUnknown: (id) => {
      const unnamed = createPrinter({ model, components, direction: "response", name: () => "Named" });
      return unnamed.type({ $ref: id }, id) === "unknown";
    },
    printer,
  };
}
