// The cases of path, query, header and cookie parameters. All of them travel as text, so a value of another type is one
// only where its text cannot be read as the right one.
import type { Json, Operation, Parameter } from "@specloom/api-model";
import type { Schemas } from "../judge/schemas.ts";
import { edgeValues, outsideValues, resolvedTypes } from "./alter-schema.ts";
import { bindingFault, rejectionCode } from "./classify-fault.ts";
import type { CoverageCase } from "./coverage-case.ts";
import { isReferenceName } from "./references.ts";

/** The cases of an operation's parameters. */
export function parameterCases(schemas: Schemas, operation: Operation): readonly CoverageCase[] {
  const { path, query, header, cookie } = operation.parameters;
  const inQuery = [...query, ...cookie];
  return [
    ...[...inQuery, ...header].flatMap((parameter) => edges(schemas, operation, parameter)),
    ...[...path, ...inQuery, ...header].flatMap((parameter) => outside(schemas, parameter)),
    ...[...inQuery, ...header].flatMap((parameter) => absent(parameter)),
    ...[...inQuery, ...header].flatMap((parameter) => advised(schemas, parameter)),
    ...(operation.method === "GET" ? unforeseen(operation) : []),
  ];
}

/** Ids as no server gives them, and a query parameter that the document does not have: any orderly answer is right. */
function unforeseen({ pointer, parameters }: Operation): readonly CoverageCase[] {
  const purpose = "answer";
  const inQuery = { purpose, place: "query", pointer, undeclared: { specloomUnforeseen: "1" } } as const;
  const parameter = parameters.path.at(-1);
  if (parameter === undefined) return [inQuery];
  const place = parameter.name;
  const ids = ["x".repeat(300), `a b'"é<%`];
  return [
    inQuery,
    ...ids.map((value) => ({ purpose, place, pointer, parameter: { parameter, value } }) as const),
  ];
}

function edges(schemas: Schemas, operation: Operation, parameter: Parameter): readonly CoverageCase[] {
  if (isCursor(operation, parameter) || isReferenceName(parameter.name)) return [];
  const items = itemSchema(schemas, parameter);
  const all =
    items === undefined
      ? edgeValues(schemas, { $ref: parameter.schema })
      : edgeValues(schemas, items).map((item) => [item]);
  // Every list has a first page; whether it has a later one is not for the document to say.
  const values = isPageNumber(operation, parameter) ? all.slice(0, 1) : all;
  return values
    .filter(
      (value) =>
        isText(parameter, value, items !== undefined) && faultsOf(schemas, parameter, value).length === 0,
    )
    .map((value) => ({
      purpose: "accept",
      place: parameter.name,
      pointer: parameter.pointer,
      parameter: { parameter, value },
    }));
}

function outside(schemas: Schemas, parameter: Parameter): readonly CoverageCase[] {
  if (isSpread(schemas, parameter)) return [];
  const items = itemSchema(schemas, parameter);
  const values =
    items === undefined
      ? outsideValues(schemas, { $ref: parameter.schema }, parameter.examples[0]?.value)
      : outsideValues(schemas, items, undefined).map((item) => [item]);
  const texts = new Set<string>();
  return values.flatMap((value) => {
    const fault = bindingFault(faultsOf(schemas, parameter, value), parameter.enforcesFormat);
    const text = JSON.stringify(value);
    if (fault === undefined || texts.has(text) || !isText(parameter, value, items !== undefined)) return [];
    if (isReadAsValid(schemas, parameter, value)) return [];
    texts.add(text);
    return [
      {
        purpose: rejectionCode(fault),
        place: parameter.name,
        pointer: fault.pointer,
        parameter: { parameter, value },
      },
    ];
  });
}

/** An object whose members are parameters of their own names (`form`, exploded): its own name stands nowhere. */
function isSpread(schemas: Schemas, { in: place, style, explode, schema }: Parameter): boolean {
  const isExploded = place === "query" && style === "form" && explode;
  return isExploded && resolvedTypes(schemas.resolve(schema)).has("object");
}

/** A required parameter that is not given. */
function absent(parameter: Parameter): readonly CoverageCase[] {
  if (!parameter.required) return [];
  return [
    {
      purpose: "rejects-missing",
      place: parameter.name,
      pointer: parameter.pointer,
      parameter: { parameter, value: undefined },
    },
  ];
}

/** A text that only misses its `format`: a 2xx and a documented 4xx are both right. */
function advised(schemas: Schemas, parameter: Parameter): readonly CoverageCase[] {
  const resolved = schemas.resolve(parameter.schema);
  if (resolved["format"] === undefined || !resolvedTypes(resolved).has("string")) return [];
  const value = "specloom-of-no-format";
  const faults = faultsOf(schemas, parameter, value);
  if (faults.length === 0 || (bindingFault(faults) !== undefined && !parameter.enforcesFormat)) return [];
  return [
    {
      purpose: parameter.enforcesFormat ? "rejects-out-of-bounds" : "answer",
      place: parameter.name,
      pointer: faults[0]?.pointer ?? parameter.pointer,
      parameter: { parameter, value },
    },
  ];
}

/** Parameters that say by a text where in a list a page begins: their values are the server's to give. */
function isCursor({ pagination }: Operation, { name }: Parameter): boolean {
  return (
    pagination?.kind === "cursor" &&
    [pagination.next.parameter, pagination.previous?.parameter].includes(name)
  );
}

/** Parameters that say by a number where in a list a page begins. */
function isPageNumber({ pagination }: Operation, { name }: Parameter): boolean {
  if (pagination?.kind === "page") return pagination.page === name;
  return pagination?.kind === "offset" && pagination.offset === name;
}

/** True for what can be written in the parameter's place and read there as one value, or as a list of one. */
function isText(parameter: Parameter, value: Json, isList: boolean): boolean {
  if (isList) return Array.isArray(value) && value.every((item: Json) => isText(parameter, item, false));
  if (value === null || typeof value === "object") return false;
  if (parameter.in === "path") return value !== "" && value !== "." && value !== "..";
  if (parameter.in === "query") return true;
  return typeof value !== "string" || (value !== "" && /^[\u0021-\u007E]*$/.test(value));
}

/** True where the text of the value can be read as a number, a truth value or a text that is valid. */
function isReadAsValid(schemas: Schemas, parameter: Parameter, value: Json): boolean {
  const [one] = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const text = typeof one === "string" ? one : JSON.stringify(one ?? "");
  const read: Json[] = [text];
  if (text.trim() !== "" && !Number.isNaN(Number(text))) read.push(Number(text));
  if (text === "true" || text === "false") read.push(text === "true");
  return read
    .map((each) => (Array.isArray(value) ? [each] : each))
    .some((each) => bindingFault(faultsOf(schemas, parameter, each), parameter.enforcesFormat) === undefined);
}

function itemSchema(schemas: Schemas, parameter: Parameter) {
  const resolved = schemas.resolve(parameter.schema);
  const items = resolved["items"];
  return resolvedTypes(resolved).has("array") &&
    typeof items === "object" &&
    items !== null &&
    !Array.isArray(items)
    ? (items as { readonly [keyword: string]: Json })
    : undefined;
}

function faultsOf(schemas: Schemas, parameter: Parameter, value: Json): ReturnType<Schemas["validate"]> {
  try {
    return schemas.validate("request", parameter.schema, value);
  } catch {
    return [];
  }
}
