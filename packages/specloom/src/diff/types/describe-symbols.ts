// Where a document describes what its packages export.
import {
  findJsonContent,
  findSuccess,
  isObject,
  joinPointer,
  memberOf,
  resolvePointer,
  type ApiModel,
  type Document,
  type Operation,
  type Pointer,
} from "@specloom/api-model";

import type { Described, SymbolPlace } from "./judge-types.ts";

/** Says which operations an exported symbol concerns, and where it is described. */
export function describeSymbols(
  model: ApiModel,
  document: Document,
): (place: SymbolPlace) => Described | undefined {
  const byType = new Map<string, Operation>();
  for (const operation of model.operations) {
    for (const name of [operation.call.paramsType, operation.call.responseType])
      if (name !== undefined) byType.set(name, operation);
  }
  const components = new Map(
    model.components.flatMap(({ typeName, id }) => [
      [typeName, id],
      [`${typeName}Input`, id],
    ]),
  );
  const users = findUsers(model, document);
  return (place) => {
    const { name, member, entry } = place;
    if (entry === "./openapi") return describeLayout(model, place);
    const component = components.get(name);
    if (component !== undefined)
      return { operations: users.get(component) ?? [], pointer: memberPointer(document, component, member) };
    const operation = byType.get(name);
    if (operation !== undefined) return describeCallType(document, operation, place);
    const called = model.operations.filter(({ call }) => entry === entryOf(call.resource));
    const found = called.find(({ call }) => call.method === member);
    return found && { operations: [titleOf(found)], pointer: found.pointer };
  };
}

function titleOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** Entry of a resource's file; the generator's own rule, but for names that it has to tell apart. */
function entryOf(resource: readonly string[]): string {
  const files = resource.map((name) =>
    name
      .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
      .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1-$2")
      .toLowerCase(),
  );
  return `./resources/${files.length === 0 ? "root" : files.join("/")}`;
}

function describeLayout(model: ApiModel, { name, member = "" }: SymbolPlace): Described | undefined {
  const [first = "", second = ""] = member.split(" ");
  if (name === "components" && first !== "")
    return { operations: [], pointer: joinPointer("#/components", first, second) };
  const operation = model.operations.find(({ path, method, id }) =>
    name === "paths"
      ? path === first && method.toLowerCase() === second
      : name === "operations" && id === first,
  );
  return operation && { operations: [titleOf(operation)], pointer: operation.pointer };
}

/** A member of `params` stands where its parameter or its part of the body does; one of an answer in the answer's schema. */
function describeCallType(
  document: Document,
  operation: Operation,
  { name, member }: SymbolPlace,
): Described {
  const operations = [titleOf(operation)];
  const [first] = member?.split(".") ?? [];
  const isParams = name === operation.call.paramsType;
  const { path, query, header, cookie } = operation.parameters;
  const parameter = isParams
    ? [...path, ...query, ...header, ...cookie].find(({ argument }) => argument === first)
    : undefined;
  if (parameter !== undefined) return { operations, pointer: parameter.pointer };
  const content = isParams ? operation.body?.content : findSuccess(operation)?.content;
  const schema = (findJsonContent(content) ?? content?.[0])?.schema;
  if (schema === undefined || first === undefined) return { operations, pointer: operation.pointer };
  return { operations, pointer: memberPointer(document, schema, first) };
}

/** Where the schema of a member stands, as far as it stands in the schema itself. */
function memberPointer(document: Document, schema: Pointer, member: string | undefined): Pointer {
  if (member === undefined) return schema;
  let pointer = schema;
  for (const name of member.split(".")) {
    const next = joinPointer(pointer, "properties", name);
    if (!isObject(memberOf(resolvePointer(document, pointer), "properties") ?? null)) return pointer;
    if (resolvePointer(document, next) === undefined) return pointer;
    pointer = next;
  }
  return pointer;
}

/** Operations by the named schemas that they reach. */
function findUsers(model: ApiModel, document: Document): ReadonlyMap<Pointer, readonly string[]> {
  const reached = new Map<Pointer, readonly Pointer[]>();
  const users = new Map<Pointer, string[]>();
  for (const operation of model.operations) {
    const seen = new Set<Pointer>();
    const queue = schemasOf(operation);
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const inner = reached.get(id) ?? referencesOf(resolvePointer(document, id) ?? null);
      reached.set(id, inner);
      queue.push(...inner);
    }
    for (const id of seen) users.set(id, [...(users.get(id) ?? []), titleOf(operation)]);
  }
  return users;
}

function schemasOf({ parameters, body, responses }: Operation): Pointer[] {
  const { path, query, header, cookie } = parameters;
  const contents = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  return [...path, ...query, ...header, ...cookie, ...contents].flatMap(({ schema }) => schema ?? []);
}

function referencesOf(value: unknown): Pointer[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === "$ref" && typeof inner === "string" ? [inner] : referencesOf(inner),
  );
}
