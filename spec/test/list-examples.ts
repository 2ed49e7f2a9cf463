import { type JsonObject, follow, isObject, membersAt, objectAt, textAt } from "./json.ts";
import { type ListedResponse, listOperations } from "./list-operations.ts";

export interface ListedExample {
  /** `createServiceAccount 201 withPermissions`. */
  readonly place: string;
  readonly schema: JsonObject;
  readonly value: unknown;
}

/** Every example of a bundled document, with the schema that it illustrates. */
export function listExamples(document: JsonObject): readonly ListedExample[] {
  return listOperations(document).flatMap(({ id, definition, parameters, responses }) =>
    [
      parameters.flatMap((parameter) =>
        readExamples(document, `${id} ${textAt(parameter, "name")}`, parameter),
      ),
      readContentExamples(document, `${id} body`, definition["requestBody"]),
      responses.flatMap((response) => readResponseExamples(document, id, response)),
    ].flat(),
  );
}

function readResponseExamples(
  document: JsonObject,
  operation: string,
  { status, definition }: ListedResponse,
): ListedExample[] {
  const place = `${operation} ${status}`;
  const headers = membersAt(definition, "headers").flatMap(([name, header]) =>
    readExamples(document, `${place} ${name}`, header),
  );
  return [...readContentExamples(document, place, definition), ...headers];
}

function readContentExamples(document: JsonObject, place: string, holder: unknown): ListedExample[] {
  return membersAt(holder, "content").flatMap(([, content]) => readExamples(document, place, content));
}

/** Those of whatever has `schema` beside `example` or `examples`: a parameter, a header, a media type. */
function readExamples(document: JsonObject, place: string, holder: unknown): ListedExample[] {
  const schema = objectAt(holder, "schema");
  const alone = isObject(holder) && "example" in holder ? [{ place, schema, value: holder["example"] }] : [];
  const named = membersAt(holder, "examples").map(([name, example]) => ({
    place: `${place} ${name}`,
    schema,
    value: follow(document, example).value["value"],
  }));
  return [...alone, ...named];
}
