import type { Document, Operation, Parameter } from "@specloom/api-model";

import { comment } from "../../print/comment.ts";
import { identifier } from "../../print/identifier.ts";
import { propertyKey } from "../../print/string-literal.ts";
import { paramsParameters, requiredParameters, sentContent } from "../operation-schemas.ts";
import { interfaceLines } from "./print-declaration.ts";
import { memberLines } from "./print-object.ts";
import { isGivenAsBytes, mediaKind } from "../media-kind.ts";
import { objectShape } from "./object-shape.ts";
import type { Placed, Printer } from "./printer.ts";
import { schemaComment } from "./schema-comment.ts";

/** The interface of `params`: parameters first, then the body's members or the body as a whole. */
export function paramsDeclaration(operation: Operation, printer: Printer, document: Document): string[] {
  const { paramsType } = operation.call;
  if (paramsType === undefined) return [];
  const required = new Set(requiredParameters(operation));
  const members = [
    ...paramsParameters(operation).map((parameter) =>
      parameterLine(parameter, { printer, isRequired: required.has(parameter) }),
    ),
    ...bodyLines(operation, printer, document),
  ];
  return interfaceLines(identifier(paramsType), members, {
    paragraphs: [`What \`${operation.method} ${operation.path}\` takes.`],
    ...(operation.deprecated && { tags: [{ name: "deprecated" as const }] }),
  });
}

/** The schema of the body; undefined where it has none to speak of. */
export function bodySchema(operation: Operation, printer: Pick<Printer, "lookup">): Placed | undefined {
  const id = sentContent(operation)?.schema;
  const schema = id === undefined ? undefined : printer.lookup(id);
  return id === undefined || schema === undefined ? undefined : { schema, pointer: id };
}

function parameterLine(
  parameter: Parameter,
  { printer, isRequired }: { readonly printer: Printer; readonly isRequired: boolean },
): string {
  const type = printer.type({ $ref: parameter.schema }, parameter.pointer);
  return `${parameterComment(parameter, printer)}${propertyKey(parameter.argument)}${isRequired ? "" : "?"}: ${type};`;
}

function parameterComment(parameter: Parameter, printer: Printer): string {
  const own = schemaComment(printer.lookup(parameter.schema) ?? true);
  const [description, bounds] = own.paragraphs;
  const deprecated = parameter.deprecated && own.tags?.every(({ name }) => name !== "deprecated") === true;
  return comment({
    paragraphs: [parameter.description ?? description, bounds],
    tags: [...(own.tags ?? []), ...(deprecated ? [{ name: "deprecated" as const }] : [])],
  });
}

const BYTES = "Blob | ArrayBuffer | ReadableStream<Uint8Array> | string";

function bodyLines(operation: Operation, printer: Printer, document: Document): string[] {
  const body = bodySchema(operation, printer);
  if (operation.call.body === "none") return [];
  const shape =
    operation.call.body === "members" && body !== undefined ? objectShape(body, printer) : undefined;
  if (shape !== undefined) return memberLines(shape, printer);
  const sent = sentContent(operation);
  const type =
    sent !== undefined && isGivenAsBytes(sent, document)
      ? mediaKind(sent.mediaType) === "text"
        ? "string"
        : BYTES
      : body === undefined
        ? "unknown"
        : printer.type({ $ref: body.pointer }, body.pointer);
  const described = comment({ paragraphs: [operation.body?.description] });
  return [`${described}body${operation.body?.required === true ? "" : "?"}: ${type};`];
}
