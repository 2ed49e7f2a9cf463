import type {
  DocumentedResponse,
  Json,
  Method,
  Operation,
  Pointer,
  RequestBody,
  SecurityScheme,
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
import { joinPointer } from "../pointer.ts";
import { pathParameters } from "./path-template.ts";
import { readContent } from "./read-content.ts";
import { verifyPagination } from "./read-pagination.ts";
import { isSameParameter, readParameters, type RawParameter } from "./read-parameters.ts";
import { readResponses } from "./read-responses.ts";
import { readSecurity } from "./read-security.ts";
import { readOperationExtension, readPathItemExtension, type OperationExtension } from "./read-x-specloom.ts";
import { resolveOrReport, type Reading } from "./reading.ts";

/** An operation before it has names: what the document says of it, and nothing of how a call looks in code. */
export type RawOperation = Omit<Operation, "call" | "verb" | "parameters"> & {
  readonly parameters: readonly RawParameter[];
  readonly declaredVerb?: Operation["verb"];
  /** Node of the resource tree that its path item declares. */
  readonly declaredResource?: readonly string[];
};

const METHODS: { readonly [member: string]: Method } = {
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
  reportServers(reading, target.value, target.pointer);
  reportAdditionalOperations(reading, target.value, target.pointer);
  return Object.entries(target.value).flatMap(([member, operation]) => {
    const method = Object.hasOwn(METHODS, member) ? METHODS[member] : undefined;
    if (method === undefined) return [];
    const pointer = joinPointer(target.pointer, member);
    if (!isObject(operation)) {
      reading.report("malformed", pointer, {
        message: `An operation must be an object; found ${describeValue(operation)}.`,
        hint: "Give it at least `responses`.",
      });
      return [];
    }
    const read = readOperation(reading, { path, method, value: operation, pointer, shared, schemes });
    return [resource === undefined ? read : { ...read, declaredResource: resource.split(".") }];
  });
}

interface OperationSource {
  readonly path: string;
  readonly method: Method;
  readonly value: Json;
  readonly pointer: Pointer;
  readonly shared: readonly RawParameter[];
  readonly schemes: SecurityScheme[];
}

function readOperation(reading: Reading, source: OperationSource): RawOperation {
  const { path, method, value, pointer, shared, schemes } = source;
  reportServers(reading, value, pointer);
  const own = readParameters(reading, value, pointer);
  const inherited = shared.filter((parameter) => !own.some((other) => isSameParameter(other, parameter)));
  const parameters = withPathParameters(reading, [...inherited, ...own], { path, pointer });
  const responses = readResponses(reading, value, pointer);
  const extension = readOperationExtension({ value, pointer }, reading.report);
  const body = readBody(reading, value, pointer);
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

function readBody(reading: Reading, operation: Json, pointer: Pointer): RequestBody | undefined {
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

function reportServers(reading: Reading, holder: Json, pointer: Pointer): void {
  if (itemsOf(memberOf(holder, "servers")).length === 0) return;
  reading.report("operation-servers", joinPointer(pointer, "servers"), {
    message: "Servers of a path or an operation are not read; calls go to a server of the document.",
    hint: "Give the base URL per client where it differs.",
  });
}

function reportAdditionalOperations(reading: Reading, holder: Json, pointer: Pointer): void {
  for (const [method] of entriesOf(memberOf(holder, "additionalOperations"))) {
    reading.report("unsupported-method", joinPointer(pointer, "additionalOperations", method), {
      message: `The method ${JSON.stringify(shorten(method))} is not read; the operation is left out.`,
      hint: "Call it by method and path.",
    });
  }
}

/** A repeated id gives way to method and path, which no two operations share; loading reports the repetition. */
function withUniqueIDs(operations: readonly RawOperation[]): RawOperation[] {
  const uses = Map.groupBy(operations, (operation) => operation.id);
  return operations.map((operation) => {
    const first = uses.get(operation.id)?.[0];
    return first === operation ? operation : { ...operation, id: `${operation.method} ${operation.path}` };
  });
}
