import { type JsonObject, follow, isObject, listAt, membersAt, textAt } from "./json.ts";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

export interface ListedOperation {
  readonly id: string;
  /** `POST /organizations/{organization_id}/service-accounts`. */
  readonly place: string;
  readonly definition: JsonObject;
  /** Those of the path and of the operation, with their `$ref`s followed. */
  readonly parameters: readonly JsonObject[];
  readonly responses: readonly ListedResponse[];
}

export interface ListedResponse {
  readonly status: string;
  readonly component: string | undefined;
  readonly definition: JsonObject;
}

/** Every operation of a bundled document. */
export function listOperations(document: JsonObject): readonly ListedOperation[] {
  return membersAt(document, "paths").flatMap(([path, item]) =>
    membersAt(item).flatMap(([method, definition]) =>
      methods.has(method) && isObject(definition)
        ? [readOperation(document, { path, item, method, definition })]
        : [],
    ),
  );
}

function readOperation(
  document: JsonObject,
  at: { path: string; item: unknown; method: string; definition: JsonObject },
): ListedOperation {
  const written = [...listAt(at.item, "parameters"), ...listAt(at.definition, "parameters")];
  return {
    id: textAt(at.definition, "operationId"),
    place: `${at.method.toUpperCase()} ${at.path}`,
    definition: at.definition,
    parameters: written.map((parameter) => follow(document, parameter).value),
    responses: membersAt(at.definition, "responses").map(([status, response]) => {
      const { value, name } = follow(document, response);
      return { status, component: name, definition: value };
    }),
  };
}
