// Swagger 2.0 becomes OpenAPI 3.0 before anything else reads it. The converter, loaded only where it is needed, takes a
// `$ref` in `parameters` for a parameter, which a body is no longer; so those are put in place first.
import type { Document } from "../document.ts";
import type { Json } from "../model.ts";
import { entriesOf, isList, isObject, itemsOf, memberOf, textOf, type JsonObject } from "../json.ts";
import { dereference, joinPointer } from "../pointer.ts";
import type { Report } from "../problem-codes.ts";

/** True for a document of Swagger 2.0, the version before OpenAPI 3. */
export function isSwagger(document: unknown): boolean {
  const version = memberOf(document, "swagger");
  return version === "2.0" || version === 2;
}

/** The same document as OpenAPI 3.0. */
export async function convertSwagger(document: Document, report: Report): Promise<Document> {
  const { upgradeFromTwoToThree } = (await import(CONVERTER)) as Converter;
  reportTabs(document, "#", report);
  const paths = entriesOf(memberOf(document, "paths")).map(([path, item]) => [
    path,
    withOwnBodies(document, item),
  ]);
  const prepared = { ...structuredClone(document), swagger: "2.0", paths: Object.fromEntries(paths) as Json };
  return upgradeFromTwoToThree(prepared);
}

/** Its own declarations import a package that it does not depend on, so the compiler is not led there. */
const CONVERTER: string = "@scalar/openapi-upgrader/2.0-to-3.0";
interface Converter {
  readonly upgradeFromTwoToThree: (swagger: JsonObject) => JsonObject;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];

/** The path item with each body and form field in its operations, written out. */
function withOwnBodies(document: Document, item: Json): Json {
  if (!isObject(item)) return item;
  const shared = resolveAll(document, memberOf(item, "parameters"));
  const operations = METHODS.flatMap((method): [string, Json][] => {
    const operation = memberOf(item, method);
    if (!isObject(operation)) return [];
    const own = resolveAll(document, memberOf(operation, "parameters"));
    const inherited = own.some(isBody) ? [] : shared.filter(isBody);
    const parameters = [...own, ...inherited].map(withFormat);
    return [[method, { ...structuredClone(operation), parameters }]];
  });
  const rest = { parameters: shared.filter((parameter) => !isBody(parameter)) };
  return { ...structuredClone(item), ...rest, ...Object.fromEntries(operations) };
}

/** A list in a form is joined by commas where nothing else is said, which the converter knows of other parameters alone. */
function withFormat(parameter: Json): Json {
  const isFormList = textOf(parameter, "in") === "formData" && textOf(parameter, "type") === "array";
  return isObject(parameter) && isFormList ? { collectionFormat: "csv", ...parameter } : parameter;
}

/** Parameters in which those of the body stand instead of their `$ref`s. */
function resolveAll(document: Document, parameters: Json | undefined): Json[] {
  return itemsOf(parameters).map((parameter) => {
    const target = dereference(document, parameter, "#")?.value;
    return structuredClone(target !== undefined && isBody(target) ? target : parameter);
  });
}

function isBody(parameter: Json): boolean {
  const place = textOf(parameter, "in");
  return place === "body" || place === "formData";
}

/** `collectionFormat: tsv` has no counterpart in OpenAPI 3. */
function reportTabs(value: Json, pointer: string, report: Report): void {
  if (isList(value)) value.forEach((item, index) => reportTabs(item, joinPointer(pointer, index), report));
  if (!isObject(value)) return;
  if (value["collectionFormat"] === "tsv" && isParameter(value)) {
    report("unsupported-style", joinPointer(pointer, "collectionFormat"), {
      message: `The parameter ${JSON.stringify(value["name"])} is a list whose values are parted by tabs; OpenAPI 3 has no style for that, and commas are taken.`,
      hint: "Nothing is needed if the server takes commas as well.",
    });
  }
  for (const [name, item] of Object.entries(value)) reportTabs(item, joinPointer(pointer, name), report);
}

function isParameter(value: JsonObject): boolean {
  return typeof value["name"] === "string" && typeof value["in"] === "string";
}
