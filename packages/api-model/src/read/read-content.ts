import type { Content, FieldEncoding, Json, Pointer, ResponseHeader } from "../model.ts";
import { entriesOf, flagOf, memberOf, optionalText, textOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import { readExamples } from "./read-examples.ts";
import { resolveOrReport, type Reading } from "./reading.ts";

/** The entries of a `content` map, in document order. */
export function readContent(reading: Reading, holder: Json, pointer: Pointer): Content[] {
  return entriesOf(memberOf(holder, "content")).flatMap(([mediaType, value]) => {
    const target = resolveOrReport(reading, value, joinPointer(pointer, "content", mediaType));
    if (target === undefined) return [];
    const schema = readSchemaMember(reading, target.value, { pointer: target.pointer, member: "schema" });
    const itemSchema = readSchemaMember(reading, target.value, {
      pointer: target.pointer,
      member: "itemSchema",
    });
    const encoding = readEncoding(target.value);
    return [
      {
        kind: "content" as const,
        pointer: target.pointer,
        mediaType,
        ...(schema === undefined ? {} : { schema }),
        ...(itemSchema === undefined ? {} : { itemSchema }),
        ...(encoding.length === 0 ? {} : { encoding }),
        examples: readExamples(reading, target.value, { pointer: target.pointer, schema }),
      },
    ];
  });
}

const FIELD_STYLES = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

function readEncoding(mediaType: Json): FieldEncoding[] {
  return entriesOf(memberOf(mediaType, "encoding")).map(([field, value]) => readFieldEncoding(field, value));
}

function readFieldEncoding(field: string, value: Json): FieldEncoding {
  const contentType = textOf(value, "contentType");
  const style = FIELD_STYLES.find((candidate) => candidate === memberOf(value, "style"));
  const explode = memberOf(value, "explode");
  return {
    field,
    ...(contentType !== undefined && { contentType }),
    ...(style && { style }),
    ...(typeof explode === "boolean" && { explode }),
    ...(flagOf(value, "allowReserved") && { allowReserved: true }),
  };
}

/** Headers of a response. `Content-Type` is described by `content` and left out (OpenAPI 3.1, Response Object). */
export function readHeaders(reading: Reading, holder: Json, pointer: Pointer): ResponseHeader[] {
  return entriesOf(memberOf(holder, "headers")).flatMap(([name, value]) => {
    if (name.toLowerCase() === "content-type") return [];
    const target = resolveOrReport(reading, value, joinPointer(pointer, "headers", name));
    if (target === undefined) return [];
    const schema =
      readSchemaMember(reading, target.value, { pointer: target.pointer, member: "schema" }) ??
      readContent(reading, target.value, target.pointer)[0]?.schema;
    return [
      {
        kind: "header" as const,
        pointer: target.pointer,
        name,
        required: flagOf(target.value, "required"),
        ...optionalText(target.value, "description"),
        ...(schema === undefined ? {} : { schema }),
      },
    ];
  });
}

/** Id of the schema under a member; undefined where there is none. */
export function readSchemaMember(
  reading: Reading,
  holder: Json,
  { pointer, member }: { pointer: Pointer; member: string },
): Pointer | undefined {
  const schema = memberOf(holder, member);
  return schema === undefined ? undefined : reading.schemas.add(schema, joinPointer(pointer, member));
}
