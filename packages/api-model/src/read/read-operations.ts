import type {
  DocumentedResponse,
  Json,
  Method,
  Operation,
  Pointer,
  RequestBody,
  SecurityScheme,
  Server,
} from "../model.ts";
import {
  describeValue,
  entriesOf,
  flagOf,
  isObject,
  itemsOf,
  memberOf,
  optionalText,
  shorten,
  textOf,
} from "../json.ts";
import { joinPointer, type Located } from "../pointer.ts";
import { pathParameters } from "./path-template.ts";
import { readContent } from "./read-content.ts";
import { verifyPagination } from "./read-pagination.ts";
import { isSameParameter, readParameters } from "./read-parameters.ts";
import { readResponses } from "./read-responses.ts";
import { readSecurity } from "./read-security.ts";
import { readServers } from "./read-servers.ts";
import { readOperationExtension, readPathItemExtension, type OperationExtension } from "./read-x-specloom.ts";
import { resolveOrReport, type RawParameter, type Reading } from "./reading.ts";

/** An operation before it has names: what the document says of it, and nothing of how a call looks in code. */
export type RawOperation = Omit<Operation, "call" | "verb" | "parameters"> & {
  readonly parameters: readonly RawParameter[];
  readonly declaredVerb?: Operation["verb"];
  /** Node of the resource tree that its path item declares. */
  readonly declaredResource?: readonly string[];
};

/** Members of a path item that are operations (OpenAPI 3.2, Path Item Object). */
export const METHODS: { readonly [member: string]: Method } = {
  get: "GET",
  put: "PUT",
  post: "POST",
  delete: "DELETE",
  options: "OPTIONS",
  head: "HEAD",
  patch: "PATCH",
  trace: "TRACE",
  query: "QUERY",
};

/** Every operation under `paths`, in document order. */
export function readOperations(reading: Reading, schemes: SecurityScheme[]): RawOperation[] {
  const paths = entriesOf(memberOf(reading.document, "paths")).filter(([path]) => path.startsWith("/"));
  const operations = paths.flatMap(([path, value]) => readPathItem(reading, { path, value, schemes }));
  return withUniqueIDs(operations);
}

interface PathItem {
  readonly path: string;
  readonly value: Json;
  readonly schemes: SecurityScheme[];
}

function readPathItem(reading: Reading, { path, value, schemes }: PathItem): RawOperation[] {
  const target = resolveOrReport(reading, value, joinPointer("#/paths", path));
  if (target === undefined) return [];
  if (!isObject(target.value)) {
    reading.report("malformed", target.pointer, {
      message: `A path item must be an object; found ${describeValue(target.value)}.`,
      hint: "Give it one member for each method.",
    });
    return [];
  }
  const { resource } = readPathItemExtension(target, reading.report);
  const shared = readParameters(reading, target.value, target.pointer);
  const servers = readServers(reading, target.value, target.pointer);
  return operationEntries(reading, target).flatMap(({ method, operation, pointer }) => {
    if (!isObject(operation)) {
      reading.report("malformed", pointer, {
        message: `An operation must be an object; found ${describeValue(operation)}.`,
        hint: "Give it at least `responses`.",
      });
      return [];
    }
    const read = readOperation(reading, {
      path,
      method,
      value: operation,
      pointer,
      shared,
      servers,
      schemes,
    });
    return [resource === undefined ? read : { ...read, declaredResource: resource.split(".") }];
  });
}

interface OperationSource {
  readonly path: string;
  readonly method: Method;
  readonly value: Json;
  readonly pointer: Pointer;
  readonly shared: readonly RawParameter[];
  /** Of the path item. */
  readonly servers: readonly Server[];
  readonly schemes: SecurityScheme[];
}

function readOperation(reading: Reading, source: OperationSource): RawOperation {
  const { path, method, value, pointer, shared, schemes } = source;
  const own = readParameters(reading, value, pointer);
  const inherited = shared.filter((parameter) => !own.some((other) => isSameParameter(other, parameter)));
  const parameters = withPathParameters(reading, [...inherited, ...own], { path, pointer });
  const responses = readResponses(reading, value, { pointer, method });
  const extension = readOperationExtension({ value, pointer }, reading.report);
  const body = readBody(reading, value, pointer);
  const ownServers = readServers(reading, value, pointer);
  const servers = ownServers.length > 0 ? ownServers : source.servers;
  return {
    kind: "operation",
    id: textOf(value, "operationId") ?? `${method} ${path}`,
    pointer,
    method,
    path,
    ...optionalText(value, "summary"),
    ...optionalText(value, "description"),
    deprecated: flagOf(value, "deprecated"),
    tags: itemsOf(memberOf(value, "tags")).filter((tag) => typeof tag === "string"),
    parameters,
    ...(body === undefined ? {} : { body }),
    responses,
    ...(servers.length > 0 && { servers }),
    security: readSecurity(reading, value, { pointer, schemes }),
    ...readExtension(reading, extension, { pointer, parameters, responses }),
  };
}

function readExtension(
  reading: Reading,
  extension: OperationExtension,
  operation: { pointer: Pointer; parameters: RawParameter[]; responses: DocumentedResponse[] },
): Pick<RawOperation, "pagination" | "idempotencyKey" | "declaredVerb"> {
  const pagination = extension.pagination && verifyPagination(reading, extension.pagination, operation);
  const key = extension.idempotencyKey;
  return {
    ...(extension.verb && { declaredVerb: extension.verb }),
    ...(pagination && { pagination }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
  };
}

export function readBody(reading: Reading, operation: Json, pointer: Pointer): RequestBody | undefined {
  const value = memberOf(operation, "requestBody");
  if (value === undefined) return undefined;
  const target = resolveOrReport(reading, value, joinPointer(pointer, "requestBody"));
  if (target === undefined) return undefined;
  return {
    kind: "body",
    pointer: target.pointer,
    required: flagOf(target.value, "required"),
    ...optionalText(target.value, "description"),
    content: readContent(reading, target.value, target.pointer),
  };
}

/** Path parameters in the order of the template, one for each name in it; then the others. */
function withPathParameters(
  reading: Reading,
  parameters: readonly RawParameter[],
  { path, pointer }: { path: string; pointer: Pointer },
): RawParameter[] {
  const names = pathParameters(path);
  for (const parameter of parameters) {
    if (parameter.in !== "path" || names.includes(parameter.name)) continue;
    reading.report("unused-path-parameter", parameter.pointer, {
      message: `The path ${shorten(path)} does not name the parameter ${JSON.stringify(shorten(parameter.name))}; it is left out.`,
      hint: "Add it to the path, or remove it.",
    });
  }
  const ordered = names.map(
    (name) =>
      parameters.find((parameter) => parameter.in === "path" && parameter.name === name) ??
      inventPathParameter(reading, { name, path, pointer }),
  );
  return [...ordered, ...parameters.filter((parameter) => parameter.in !== "path")];
}

function inventPathParameter(
  reading: Reading,
  { name, path, pointer }: { name: string; path: string; pointer: Pointer },
): RawParameter {
  reading.report("undeclared-path-parameter", pointer, {
    message: `The path ${shorten(path)} names ${JSON.stringify(shorten(name))}, which is not declared; it is taken for a string.`,
    hint: "Declare it under `parameters`, in: path.",
  });
  return {
    kind: "parameter",
    pointer,
    in: "path",
    name,
    required: true,
    deprecated: false,
    schema: reading.schemas.invent({ type: "string" }, joinPointer(pointer, "parameters", name, "schema")),
    style: "simple",
    explode: false,
    allowReserved: false,
    enforcesFormat: false,
    expands: [],
    examples: [],
  };
}

interface OperationEntry {
  readonly method: Method;
  readonly operation: Json;
  readonly pointer: Pointer;
}

/** The operations of a path item, those of `additionalOperations` (OpenAPI 3.2) among them. */
function operationEntries(reading: Reading, { value, pointer }: Located): OperationEntry[] {
  return entriesOf(value).flatMap(([member, inner]) => {
    const at = joinPointer(pointer, member);
    if (member === "additionalOperations") {
      return entriesOf(inner).flatMap(([method, operation]) =>
        isNewMethod(reading, { method, item: value, pointer: joinPointer(at, method) })
          ? [{ method, operation, pointer: joinPointer(at, method) }]
          : [],
      );
    }
    const method = Object.hasOwn(METHODS, member) ? METHODS[member] : undefined;
    return method === undefined ? [] : [{ method, operation: inner, pointer: at }];
  });
}

/** Methods are tokens (RFC 9110, section 9.1); one that the path item has a member for may stand there alone. */
function isNewMethod(
  reading: Reading,
  { method, item, pointer }: { method: string; item: Json; pointer: Pointer },
): boolean {
  const isTaken =
    method === method.toUpperCase() &&
    Object.hasOwn(METHODS, method.toLowerCase()) &&
    memberOf(item, method.toLowerCase()) !== undefined;
  if (!isTaken && /^[\w!#$%&'*+.^`|~-]+$/.test(method)) return true;
  reading.report("unsupported-method", pointer, {
    message: `${JSON.stringify(shorten(method))} ${isTaken ? "stands beside the path item's own member" : "is no HTTP method"}; the operation is left out.`,
    hint: isTaken ? "Remove one of the two." : "Write a method such as COPY.",
  });
  return false;
}

/** A repeated id gives way to method and path, which no two operations share; loading reports the repetition. */
function withUniqueIDs(operations: readonly RawOperation[]): RawOperation[] {
  const uses = Map.groupBy(operations, (operation) => operation.id);
  return operations.map((operation) => {
    const first = uses.get(operation.id)?.[0];
    return first === operation ? operation : { ...operation, id: `${operation.method} ${operation.path}` };
  });
}
