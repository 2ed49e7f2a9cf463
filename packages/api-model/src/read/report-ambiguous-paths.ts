import { isList, shorten } from "../json.ts";
import type { Operation, Schema, SchemaID, SchemaObject } from "../model.ts";
import { joinPointer } from "../pointer.ts";
import type { Report } from "../problem-codes.ts";

/** A place between two slashes of the templates, and all that may follow it. */
interface Place {
  readonly fixed: Map<string, Place>;
  /** Below a segment that is one parameter. */
  any?: Place;
  /** What ends here, by method; the first of each. */
  readonly operations: Map<string, Operation>;
}

interface Reporting {
  readonly schemas: { readonly [id: SchemaID]: Schema };
  readonly report: Report;
}

/**
 * Reports templates of one method that match a URL both, while neither is the more concrete one: `/{kind}/count` and `/zones/{id}`.
 * OpenAPI leaves the choice to whoever reads them (3.1, section 4.8.8.2).
 */
export function reportAmbiguousPaths(operations: readonly Operation[], reporting: Reporting): void {
  const root = createPlace();
  for (const operation of operations) {
    const place = operation.path.split("/").reduce(stepInto, root);
    if (!place.operations.has(operation.method)) place.operations.set(operation.method, operation);
  }
  visit(root, reporting);
}

function createPlace(): Place {
  return { fixed: new Map(), operations: new Map() };
}

function stepInto(place: Place, segment: string): Place {
  if (/^\{[^{}]*\}$/.test(segment)) return (place.any ??= createPlace());
  const next = place.fixed.get(segment) ?? createPlace();
  place.fixed.set(segment, next);
  return next;
}

function visit(place: Place, reporting: Reporting): void {
  if (place.any !== undefined) {
    for (const fixed of place.fixed.values()) compare(place.any, fixed, { ...reporting, isCrossed: false });
    visit(place.any, reporting);
  }
  for (const fixed of place.fixed.values()) visit(fixed, reporting);
}

/**
 * @param loose below a parameter where the other is below a fixed text
 * @param comparing `isCrossed` once it was the other way round as well
 */
function compare(loose: Place, strict: Place, comparing: Reporting & { readonly isCrossed: boolean }): void {
  if (comparing.isCrossed) {
    for (const [method, operation] of loose.operations) {
      const other = strict.operations.get(method);
      if (other !== undefined) reportPair(operation, other, comparing);
    }
  }
  for (const [segment, below] of loose.fixed) {
    const same = strict.fixed.get(segment);
    if (same !== undefined) compare(below, same, comparing);
    if (strict.any !== undefined) compare(below, strict.any, { ...comparing, isCrossed: true });
  }
  if (loose.any === undefined) return;
  for (const below of strict.fixed.values()) compare(loose.any, below, comparing);
  if (strict.any !== undefined) compare(loose.any, strict.any, comparing);
}

function reportPair(one: Operation, other: Operation, { schemas, report }: Reporting): void {
  if (!admits(one, other.path, schemas) || !admits(other, one.path, schemas)) return;
  report("ambiguous-path", joinPointer("#/paths", other.path), {
    message: `${shorten(other.path)} and ${shorten(one.path)} match the same URLs, and neither is the more concrete one.`,
    hint: "Give one of the two another fixed segment, or list by `enum` what its parameter may be.",
  });
}

/** Whether the parameters of an operation may have the texts that another template has in their places. */
function admits({ path, parameters }: Operation, other: string, schemas: Reporting["schemas"]): boolean {
  const texts = other.split("/");
  return path.split("/").every((segment, index) => {
    const text = texts[index] ?? "";
    const parameter = parameters.path.find(({ name }) => segment === `{${name}}`);
    const schema = parameter && schemas[parameter.schema];
    return text.startsWith("{") || typeof schema !== "object" || mayBe(text, schema);
  });
}

function mayBe(text: string, { enum: listed, type }: SchemaObject): boolean {
  const isWord = !/^-?\d/.test(text);
  const isNumber = type === "integer" || type === "number";
  return !(isNumber && isWord) && (!isList(listed) || listed.map(String).includes(text));
}
