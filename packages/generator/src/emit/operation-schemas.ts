// Which schemas an operation sends and receives.
import { findJsonContent, findSuccess, itemsSchemaOf, schemaAt } from "@specloom/api-model";
import type { Content, Document, Operation, Parameter, SchemaID } from "@specloom/api-model";

/** Parameters in the order in which they stand in `params`. */
export function allParameters(operation: Operation): readonly Parameter[] {
  const { path, query, header, cookie } = operation.parameters;
  return [...path, ...query, ...header, ...cookie];
}

/** The parameters that are members of `params`: all but the one given by position. */
export function paramsParameters(operation: Operation): readonly Parameter[] {
  const positional = operation.call.positional?.parameter;
  return allParameters(operation).filter(
    (parameter) => parameter.in !== "path" || parameter.name !== positional,
  );
}

/** True for the header of the idempotency key, which the client makes where its caller gives none. */
export function isKeyHeader({ idempotencyKey }: Operation, parameter: Parameter): boolean {
  return parameter.in === "header" && parameter.name.toLowerCase() === idempotencyKey?.toLowerCase();
}

/** The parameters that a caller must give in `params`. */
export function requiredParameters(operation: Operation): readonly Parameter[] {
  return paramsParameters(operation).filter(
    (parameter) => parameter.required && !isKeyHeader(operation, parameter),
  );
}

/** The body as the client sends it: JSON if the document allows it, else the first media type. */
export function sentContent(operation: Operation): Content | undefined {
  return findJsonContent(operation.body?.content) ?? operation.body?.content[0];
}

/** The body of the answer that a call resolves to. */
export function answeredContent(operation: Operation): Content | undefined {
  const content = findSuccess(operation)?.content;
  return findJsonContent(content) ?? content?.[0];
}

/** The schema of what a walk gives one by one; undefined for an operation that is not walked. */
export function itemSchema(operation: Operation, document: Document): SchemaID | undefined {
  const answer = answeredContent(operation)?.schema;
  if (operation.pagination === undefined || answer === undefined) return undefined;
  const list = schemaAt(document, answer, operation.pagination.items);
  return list === undefined ? undefined : itemsSchemaOf(document, list);
}

/** Schemas of the bodies that other good answers than {@link answeredContent} have; undefined stands for no body. */
export function otherAnswers(operation: Operation): readonly (SchemaID | undefined)[] {
  const main = findSuccess(operation);
  return operation.responses
    .filter((response) => response !== main && response.status.startsWith("2"))
    .map(({ content }) => (findJsonContent(content) ?? content[0])?.schema)
    .filter((id) => id !== answeredContent(operation)?.schema);
}

export function requestSchemas(operation: Operation): readonly SchemaID[] {
  const bodies = (operation.body?.content ?? []).map(({ schema }) => schema);
  return [...allParameters(operation).map(({ schema }) => schema), ...bodies].filter(
    (id) => id !== undefined,
  );
}

export function responseSchemas(operation: Operation): readonly SchemaID[] {
  return operation.responses
    .flatMap(({ content }) => content.flatMap((entry) => [entry.schema, entry.itemSchema]))
    .filter((id) => id !== undefined);
}
