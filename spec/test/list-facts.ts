// Everything in a bundled document that must have a line in SOURCES.md, each as one line of text.
import { type JsonObject, isObject, membersAt, listAt, textAt } from "./json.ts";
import { type ListedOperation, listOperations } from "./list-operations.ts";

export function listFacts(document: JsonObject): readonly string[] {
  return [
    ...listAt(document, "servers").map((server) => `server ${textAt(server, "url")}`),
    ...listAt(document, "security").flatMap((requirement) =>
      membersAt(requirement).map(([name]) => `security requirement ${name}`),
    ),
    ...namesOf(document, "securitySchemes").map((name) => `security scheme ${name}`),
    ...listOperations(document).flatMap(listOperationFacts),
    ...membersAt(document, "components", "responses").flatMap(([name, response]) =>
      membersAt(response, "headers").map(([header]) => `header ${name} ${header}`),
    ),
    ...membersAt(document, "components", "schemas").flatMap(([name, schema]) =>
      ["itself"].concat(listProperties(schema, "")).map((property) => `property ${name} ${property}`),
    ),
    ...listExtensionFacts(document),
    ...namesOf(document, "examples").map((name) => `example ${name}`),
  ];
}

function listOperationFacts({ id, place, definition, parameters, responses }: ListedOperation): string[] {
  return [
    `operation ${id} ${place}`,
    ...parameters.map(
      (parameter) => `parameter ${id} ${textAt(parameter, "in")} ${textAt(parameter, "name")}`,
    ),
    ...schemaNames(definition["requestBody"]).map((name) => `body ${id} ${name}`),
    ...responses.map((response) =>
      response.component === undefined
        ? `response ${id} ${response.status} ${schemaNames(response.definition).join(" ") || "none"}`
        : `response ${id} ${response.status} ${response.component}`,
    ),
    ...responses
      .filter(({ component }) => component === undefined)
      .flatMap(({ status, definition: response }) =>
        membersAt(response, "headers").map(([header]) => `header ${id} ${status} ${header}`),
      ),
  ];
}

function listExtensionFacts(document: JsonObject): string[] {
  return [
    ...listLines(document["x-specloom"]).map((line) => `x-specloom document ${line}`),
    ...membersAt(document, "paths").flatMap(([path, item]) =>
      listLines(isObject(item) ? item["x-specloom"] : undefined).map((line) => `x-specloom ${path} ${line}`),
    ),
    ...listOperations(document).flatMap(({ id, definition }) =>
      listLines(definition["x-specloom"]).map((line) => `x-specloom ${id} ${line}`),
    ),
    ...["parameters", "schemas"].flatMap((kind) =>
      membersAt(document, "components", kind).flatMap(([name, component]) =>
        listLines(isObject(component) ? component["x-specloom"] : undefined).map(
          (line) => `x-specloom ${kind === "parameters" ? textAt(component, "name") : name} ${line}`,
        ),
      ),
    ),
  ];
}

/** Paths of the members of a block down to what is no object: `tenant.parameter`. */
function listLines(block: unknown): string[] {
  return membersAt(block).flatMap(([name, value]) =>
    isObject(value) ? listLines(value).map((line) => `${name}.${line}`) : [name],
  );
}

/** Paths of the properties of a schema as far as it is written in place; a value of a map is `*`, of an array `[]`. */
function listProperties(schema: unknown, prefix: string): string[] {
  const inner: (readonly [string, unknown])[] = [...membersAt(schema, "properties")];
  if (isObject(schema) && isObject(schema["additionalProperties"]))
    inner.push(["*", schema["additionalProperties"]]);
  const items = isObject(schema) ? schema["items"] : undefined;
  return [
    ...inner.flatMap(([name, value]) => [prefix + name].concat(listProperties(value, `${prefix}${name}.`))),
    ...(isObject(items) ? listProperties(items, `${prefix}[].`) : []),
  ];
}

/** Names of the components that a request body or a response holds. */
function schemaNames(holder: unknown): string[] {
  return membersAt(holder, "content").map(
    ([, content]) => textAt(content, "schema", "$ref").split("/").at(-1) ?? "",
  );
}

function namesOf(document: JsonObject, kind: string): string[] {
  return membersAt(document, "components", kind).map(([name]) => name);
}
