// A `querystring` parameter (OpenAPI 3.2, Parameter Object) describes the whole query as one value. As a form it is the same
// as a query parameter for each member, and is read as those.
import type { Json, Pointer } from "../model.ts";
import { flagOf, memberOf, optionalText } from "../json.ts";
import { readContent } from "./read-content.ts";
import type { RawParameter, Reading } from "./reading.ts";
import { isArraySchema, membersOf, typesOf, type SchemaMember } from "./schema-shape.ts";

/** The query parameters that the members of the form are; undefined where the value is no form of one object. */
export function readQuerystring(
  reading: Reading,
  value: Json,
  pointer: Pointer,
): readonly RawParameter[] | undefined {
  const content = readContent(reading, value, pointer)[0];
  if (content?.schema === undefined || content.mediaType !== "application/x-www-form-urlencoded")
    return undefined;
  const { document, schemas } = reading;
  const members = membersOf(document, content.schema);
  if (members.length === 0) return undefined;
  const required = flagOf(value, "required");
  const readMember = (member: SchemaMember): RawParameter => {
    const schema = schemas.add(member.value, member.pointer);
    // What is neither a list nor one plain value travels as JSON (OpenAPI 3.2, Encoding Object).
    const isObject = typesOf(document, schema).has("object") && !isArraySchema(document, schema);
    return {
      kind: "parameter",
      pointer: member.pointer,
      in: "query",
      name: member.name,
      required: required && member.required,
      deprecated: flagOf(member.value, "deprecated"),
      ...optionalText(member.value, "description"),
      schema,
      ...(isObject ? { mediaType: "application/json" } : {}),
      style: "form",
      explode: memberOf(encodingOf(value, member.name), "explode") !== false,
      allowReserved: false,
      enforcesFormat: false,
      expands: [],
      examples: [],
    };
  };
  return members.map((member) => readMember(member));
}

function encodingOf(value: Json, name: string): Json | undefined {
  const content = memberOf(memberOf(value, "content"), "application/x-www-form-urlencoded");
  return memberOf(memberOf(content, "encoding"), name);
}
