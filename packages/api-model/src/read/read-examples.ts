import type { Example, Json, Pointer } from "../model.ts";
import { entriesOf, isObject, itemsOf, memberOf, textOf } from "../json.ts";
import { joinPointer, locatePointer } from "../pointer.ts";
import { resolveOrReport, type Reading } from "./reading.ts";

/**
 * Examples of a parameter or media type: `example`, else the `examples` map, else what its schema gives as `example`
 * (OpenAPI) or `examples` (JSON Schema). `schema` is the schema's id.
 */
export function readExamples(
  reading: Reading,
  holder: Json,
  place: { pointer: Pointer; schema?: Pointer | undefined },
): Example[] {
  const { pointer, schema } = place;
  const single = memberOf(holder, "example");
  if (single !== undefined)
    return [{ kind: "example", pointer: joinPointer(pointer, "example"), value: single }];
  const named = entriesOf(memberOf(holder, "examples")).flatMap(([name, value]) =>
    readNamedExample(reading, { name, value, pointer: joinPointer(pointer, "examples", name) }),
  );
  if (named.length > 0 || schema === undefined) return named;
  return readSchemaExamples(reading, schema);
}

function readNamedExample(
  reading: Reading,
  { name, value, pointer }: { name: string; value: Json; pointer: Pointer },
): Example[] {
  const target = resolveOrReport(reading, value, pointer);
  if (target === undefined) return [];
  const found = memberOf(target.value, "value") ?? memberOf(target.value, "dataValue");
  if (found !== undefined) return [{ kind: "example", pointer: target.pointer, name, value: found }];
  const url = textOf(target.value, "externalValue");
  if (url !== undefined) {
    reading.report("external-example", joinPointer(target.pointer, "externalValue"), {
      message: `Example ${JSON.stringify(name)} stands at a URL and is not used.`,
      hint: "Give it as `value`, if the generated code and tests are to use it.",
    });
  }
  return [];
}

function readSchemaExamples(reading: Reading, id: Pointer): Example[] {
  const located = locatePointer(reading.document, id);
  if (located === undefined || !isObject(located.value)) return [];
  const { value: schema, pointer } = located;
  const single = memberOf(schema, "example");
  if (single !== undefined)
    return [{ kind: "example", pointer: joinPointer(pointer, "example"), value: single }];
  return itemsOf(memberOf(schema, "examples")).map((value, index) => ({
    kind: "example",
    pointer: joinPointer(pointer, "examples", index),
    value,
  }));
}
