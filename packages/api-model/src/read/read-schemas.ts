// Collects every schema that something refers to, as written, under the place where it really stands. A `$ref` that is
// written in another form (percent-encoded, through another `$ref`, as an anchor) is rewritten to that id, so that each
// `$ref` of the model is a key of `schemas`.
import type { Document } from "../document.ts";
import type { Component, Json, Pointer, Schema, SchemaID } from "../model.ts";
import { dereference, joinPointer, locateWritten, pointerOfRef, type Located } from "../pointer.ts";
import type { Report } from "../problem-codes.ts";
import { describeValue, entriesOf, isObject, memberOf, shorten, textOf, type JsonObject } from "../json.ts";
import { findAnchor } from "./find-anchor.ts";
import { readSchemaExtension, type SchemaExtension } from "./read-x-specloom.ts";
import { mistypedKeywords } from "./mistyped-keywords.ts";
import type { SchemaCollector } from "./reading.ts";
import { subschemasOf } from "./subschemas.ts";

/** Place of the named schemas. */
export const COMPONENT_SCHEMAS = "#/components/schemas";

export function createSchemaCollector(document: Document, report: Report): SchemaCollector {
  const schemas: { [id: SchemaID]: Schema } = {};
  const waiting: SchemaID[] = [];
  const mistyped: Pointer[] = [];
  const extensions = new Map<Pointer, SchemaExtension>();

  function register(value: Json, pointer: Pointer): SchemaID {
    if (Object.hasOwn(schemas, pointer)) return pointer;
    if (isObject(value) || typeof value === "boolean") {
      schemas[pointer] = value;
      if (isObject(value)) waiting.push(pointer);
    } else {
      schemas[pointer] = true;
      report("malformed", pointer, {
        message: `A schema must be an object or a boolean; found ${describeValue(value)}. Any value passes.`,
        hint: "Write a schema here.",
      });
    }
    return pointer;
  }

  function drain(): void {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const schema = schemas[id];
      if (isObject(schema)) schemas[id] = withIds(schema, id);
    }
  }

  /** The schema itself if it is sound and each `$ref` in it an id already, else a copy of which that is true. */
  function withIds(written: JsonObject, pointer: Pointer): JsonObject {
    const schema = withoutMistyped(written, pointer);
    let result = withOwnId(schema, pointer);
    checkDiscriminator(schema, pointer);
    const extension = readSchemaExtension({ value: schema, pointer }, report);
    if (extension !== undefined) extensions.set(pointer, extension);
    for (const { path, schema: inner } of subschemasOf(schema)) {
      const changed = withIds(inner, joinPointer(pointer, ...path));
      if (changed !== inner) result = replaceAt(result, path, changed) as JsonObject;
    }
    return result;
  }

  function withoutMistyped(schema: JsonObject, pointer: Pointer): JsonObject {
    const faults = mistypedKeywords(schema);
    if (faults.length === 0) return schema;
    for (const { keyword, expected } of faults) {
      const place = joinPointer(pointer, keyword);
      mistyped.push(place);
      report("malformed", place, {
        message: `\`${keyword}\` of a schema is ${expected}; found ${describeValue(schema[keyword])}. It is left out.`,
        hint: "Correct it, or take it out.",
      });
    }
    const names = new Set(faults.map(({ keyword }) => keyword));
    return Object.fromEntries(Object.entries(schema).filter(([name]) => !names.has(name)));
  }

  function withOwnId(schema: JsonObject, pointer: Pointer): JsonObject {
    const ref = textOf(schema, "$ref");
    if (ref === undefined) return schema;
    const target = findTarget(document, ref);
    if (target === undefined) {
      reportUnresolved(ref, pointer);
      return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "$ref"));
    }
    const id = register(target.value, target.pointer);
    return id === ref ? schema : { ...schema, $ref: id };
  }

  function reportUnresolved(ref: string, pointer: Pointer): void {
    report("unresolved-ref", pointer, {
      message: `$ref ${JSON.stringify(shorten(ref))} leads to nothing; the schema accepts any value there.`,
      hint: "Correct the reference, or add the schema that it names.",
    });
  }

  function checkDiscriminator(schema: JsonObject, pointer: Pointer): void {
    for (const [value, target] of entriesOf(memberOf(memberOf(schema, "discriminator"), "mapping"))) {
      if (typeof target !== "string" || !target.startsWith("#")) continue;
      const found = findTarget(document, target);
      if (found) register(found.value, found.pointer);
      else
        report("broken-discriminator", joinPointer(pointer, "discriminator", "mapping", value), {
          message: `The discriminator maps ${JSON.stringify(shorten(value))} to ${JSON.stringify(shorten(target))}, which leads to nothing.`,
          hint: "Correct the mapping, or add the schema that it names.",
        });
    }
  }

  function add(value: Json, pointer: Pointer): SchemaID {
    const ref = isLoneReference(value) ? textOf(value, "$ref") : undefined;
    const target = ref === undefined ? undefined : findTarget(document, ref);
    const id = target ? register(target.value, target.pointer) : register(value, pointer);
    drain();
    return id;
  }

  const components = memberOf(memberOf(document, "components"), "schemas");
  for (const [name, schema] of entriesOf(components)) register(schema, joinPointer(COMPONENT_SCHEMAS, name));
  drain();

  return {
    add,
    invent: (schema, pointer) => {
      if (!Object.hasOwn(schemas, pointer)) schemas[pointer] = schema;
      return pointer;
    },
    schemas,
    mistyped,
    extensions,
  };
}

/** Keys and ids of the named schemas, in document order; a name that is only a `$ref` to another counts as itself. */
export function readComponents(document: Document): Pick<Component, "id" | "name">[] {
  const components = entriesOf(memberOf(memberOf(document, "components"), "schemas"));
  return components.map(([name]) => ({ name, id: joinPointer(COMPONENT_SCHEMAS, name) }));
}

function isLoneReference(value: Json): boolean {
  return isObject(value) && Object.keys(value).length === 1;
}

/** Where a `$ref` of a schema leads: one step, since a named schema that is a reference itself keeps its name. */
function findTarget(document: Document, ref: string): Located | undefined {
  const pointer = pointerOfRef(ref);
  if (pointer === undefined) return ref.startsWith("#") ? findAnchor(document, ref.slice(1)) : undefined;
  const written = locateWritten(document, pointer);
  return written && dereference(document, written.value, written.pointer) && written;
}

function replaceAt(value: Json, path: readonly (string | number)[], replacement: Json): Json {
  const [segment, ...rest] = path;
  if (segment === undefined) return replacement;
  if (typeof segment === "number") {
    return (value as readonly Json[]).map((item, index) =>
      index === segment ? replaceAt(item, rest, replacement) : item,
    );
  }
  // fromEntries defines own members, so that a property named __proto__ stays one.
  const entries = Object.entries(value as JsonObject);
  return Object.fromEntries(
    entries.map(([name, item]) => [name, name === segment ? replaceAt(item, rest, replacement) : item]),
  );
}
