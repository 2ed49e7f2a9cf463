import type { Document } from "../document.ts";
import { dereference, type Located } from "../pointer.ts";
import type { Json, Parameter, Pointer, Schema, SchemaID } from "../model.ts";
import type { Report } from "../problem-codes.ts";
import { shorten, textOf } from "../json.ts";
import type { SchemaExtension } from "./read-x-specloom.ts";

/** Gathers every schema that something refers to. */
export interface SchemaCollector {
  /** Takes the schema at a place and everything it refers to; the id of a lone `$ref` is its target's. */
  add(value: Json, pointer: Pointer): SchemaID;
  /** Adds a schema that the document does not have; `pointer` says where it is missing. */
  invent(schema: Schema, pointer: Pointer): SchemaID;
  /** Everything collected so far. */
  readonly schemas: { readonly [id: SchemaID]: Schema };
  /** Keywords that were left out of them, as they have not their type. */
  readonly mistyped: readonly Pointer[];
  /** x-specloom blocks of the schemas collected so far, by the place of the schema. */
  readonly extensions: ReadonlyMap<Pointer, SchemaExtension>;
}

/** A parameter as read; its name in code comes with the names. */
export type RawParameter = Omit<Parameter, "argument">;

/** What every reader needs: the document, where problems go, where schemas are collected. */
export interface Reading {
  readonly document: Document;
  readonly report: Report;
  readonly schemas: SchemaCollector;
}

/** Follows the value's `$ref`; a broken one is reported and gives undefined. */
export function resolveOrReport(
  reading: Pick<Reading, "document" | "report">,
  value: Json,
  pointer: Pointer,
): Located | undefined {
  const target = dereference(reading.document, value, pointer);
  if (target === undefined) {
    reading.report("unresolved-ref", pointer, {
      message: `$ref ${JSON.stringify(shorten(textOf(value, "$ref") ?? ""))} leads to nothing.`,
      hint: "Correct the reference, or add what it names.",
    });
  }
  return target;
}
