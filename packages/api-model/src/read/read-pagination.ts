import type { DocumentedResponse, Pagination, Parameter, Pointer, SchemaID } from "../model.ts";
import { findJsonContent, findSuccess } from "../find-response.ts";
import { joinPointer } from "../pointer.ts";
import type { Reading } from "./reading.ts";
import { isArraySchema, schemaAt } from "./schema-shape.ts";

interface Listing {
  readonly pointer: Pointer;
  readonly parameters: readonly Pick<Parameter, "in" | "name">[];
  readonly responses: readonly DocumentedResponse[];
}

/** The declared pagination if it agrees with the operation's parameters and answer; else a problem for each fault. */
export function verifyPagination(
  reading: Reading,
  declared: Pagination,
  operation: Listing,
): Pagination | undefined {
  const answer = findJsonContent(findSuccess(operation)?.content)?.schema;
  const faults = [
    ...queryParametersOf(declared).flatMap((name) => missingParameter(operation, name)),
    ...(answer === undefined
      ? ["The successful answer has no JSON schema to find the items in."]
      : faultsOfPlaces(reading, declared, answer)),
  ];
  for (const message of faults) {
    reading.report("x-specloom-pagination", joinPointer(operation.pointer, "x-specloom", "pagination"), {
      message,
      hint: "Correct the declaration, or the operation that it describes.",
    });
  }
  return faults.length === 0 ? declared : undefined;
}

function queryParametersOf(pagination: Pagination): string[] {
  return [pagination.limit, ...stepParametersOf(pagination)].filter((name) => name !== undefined);
}

function stepParametersOf(pagination: Pagination): (string | undefined)[] {
  if (pagination.kind === "cursor") return [pagination.next.parameter, pagination.previous?.parameter];
  if (pagination.kind === "page") return [pagination.page];
  return pagination.kind === "offset" ? [pagination.offset] : [];
}

function missingParameter({ parameters }: Listing, name: string): string[] {
  const known = parameters.some((parameter) => parameter.in === "query" && parameter.name === name);
  return known ? [] : [`The operation has no query parameter ${JSON.stringify(name)}.`];
}

function placesOf(pagination: Pagination): (string | undefined)[] {
  if (pagination.kind === "cursor") {
    const { next, previous } = pagination;
    return [next.cursor, next.more, previous?.cursor, previous?.more];
  }
  if (pagination.kind === "page") return [pagination.total, pagination.pages];
  return pagination.kind === "offset" ? [pagination.total] : [pagination.next];
}

function faultsOfPlaces(reading: Reading, pagination: Pagination, answer: SchemaID): string[] {
  const items = schemaAt(reading.document, answer, pagination.items);
  const nowhere = placesOf(pagination)
    .filter((place) => place !== undefined)
    .filter((place) => schemaAt(reading.document, answer, place) === undefined)
    .map((place) => `The answer's schema has nothing at ${place}.`);
  if (items === undefined)
    return [`The answer's schema has nothing at ${pagination.items || "its root"}.`, ...nowhere];
  return isArraySchema(reading.document, items)
    ? nowhere
    : [`What stands at ${pagination.items || "the answer's root"} is no array.`, ...nowhere];
}
