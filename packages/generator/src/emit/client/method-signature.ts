import type { Operation } from "@specloom/api-model";

import { identifier } from "../../print/identifier.ts";
import type { SourceFile } from "../../print/source-file.ts";
import { answeredContent, itemSchema, otherAnswers, requiredParameters } from "../operation-schemas.ts";
import { eventKind, mediaKind, valueSchema } from "../media-kind.ts";
import { union } from "../types/combine-types.ts";
import { objectShape } from "../types/object-shape.ts";
import { bodySchema } from "../types/print-params.ts";
import type { Printer } from "../types/printer.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { MEDIA } from "./media-calls.ts";
import { itemOfBody } from "./paging.ts";
import { importTypes, type TypesImport } from "./types-import.ts";

interface Scope {
  readonly source: SourceFile;
  readonly context: ClientContext;
}

/** `(serviceAccountID: string, params: CredentialListParams, options?: RequestOptions): ApiPromise<CredentialListResponse>`. */
export function methodSignature(operation: Operation, scope: Scope): string {
  const types = importTypes(operation, scope);
  const list = [
    ...positionalArgument(operation, types),
    ...paramsArgument(operation, types),
    `options?: ${scope.source.importType("RequestOptions", RUNTIME)}`,
  ];
  return `(${list.join(", ")}): ${promiseType(operation, types, scope)}`;
}

function positionalArgument({ call, parameters }: Operation, types: TypesImport): string[] {
  const { positional } = call;
  const parameter = parameters.path.find(({ name }) => name === positional?.parameter);
  if (positional === undefined || parameter === undefined) return [];
  // The name of an argument is only read by people: words that are taken get a trailing underscore.
  const argument = ["params", "options"].includes(positional.argument)
    ? `${positional.argument}_`
    : positional.argument;
  return [`${identifier(argument)}: ${types.schema(parameter.schema, "request")}`];
}

function paramsArgument(operation: Operation, types: TypesImport): string[] {
  const { paramsType } = operation.call;
  if (paramsType === undefined) return [];
  const optional = needsParams(operation, types.printer("request")) ? "" : "?";
  return [`params${optional}: ${types.call(paramsType)}`];
}

/** `PagePromise<ServiceAccountListResponse, ServiceAccount>` where the list can be walked. */
function promiseType(operation: Operation, types: TypesImport, { source, context }: Scope): string {
  const { pagination } = operation;
  if (pagination === undefined) {
    const promise = source.importType("ApiPromise", RUNTIME);
    return `${promise}<${answerType(operation, types, { source, context })}>`;
  }
  const body = mainAnswer(operation, types, { source, context });
  const id = itemSchema(operation, context.document);
  const isNamed = id !== undefined && context.plan.survey.components.has(id);
  const item = isNamed ? types.schema(id, "response") : itemOfBody(body, pagination);
  return `${source.importType("PagePromise", RUNTIME)}<${body}, ${item}>`;
}

/** What a call resolves to: the answer that the document shows first, or one of the others that are no error either. */
function answerType(operation: Operation, types: TypesImport, scope: Scope): string {
  const ids = [answeredContent(operation)?.schema, ...otherAnswers(operation)];
  // Known before anything is imported that is not named then.
  if (ids.length > 1 && ids.some((id) => id !== undefined && types.isUnknown(id))) return "unknown";
  const main = mainAnswer(operation, types, scope);
  const others = otherAnswers(operation).map((id) =>
    id === undefined ? "undefined" : types.schema(id, "response"),
  );
  if (others.length === 0 || main === "unknown") return main;
  return union([main === "void" ? "undefined" : main, ...others]);
}

function mainAnswer(operation: Operation, types: TypesImport, { source, context }: Scope): string {
  const content = answeredContent(operation);
  if (content === undefined) return "void";
  const kind = mediaKind(content.mediaType);
  if (kind === "bytes") return "Blob";
  if (kind === "text") return "string";
  if (kind === "events" && eventKind(content, context.document) === "plain")
    return `AsyncIterable<${source.importType("ServerSentEvent", MEDIA)}>`;
  const value = valueType(operation, types, context);
  return kind === "events" || kind === "lines" ? `AsyncIterable<${value}>` : value;
}

/** The type that the document gives the answer, or each item of it. */
function valueType(operation: Operation, types: TypesImport, { plan }: ClientContext): string {
  const content = answeredContent(operation);
  const id = content && valueSchema(content);
  if (id === undefined) return "unknown";
  if (plan.survey.components.has(id)) return types.schema(id, "response");
  const { responseType } = operation.call;
  return responseType === undefined ? "unknown" : types.call(responseType);
}

/** True where a call without `params` would miss something. */
function needsParams(operation: Operation, printer: Printer): boolean {
  if (requiredParameters(operation).length > 0) return true;
  if (operation.call.body === "none" || operation.body?.required !== true) return false;
  const body = bodySchema(operation, printer);
  const shape =
    operation.call.body === "members" && body !== undefined ? objectShape(body, printer) : undefined;
  if (shape === undefined) return true;
  return [...shape.members.values()].some(({ required }) => required);
}
