import type { Json, Lifecycle, Operation, Parameter } from "@specloom/api-model";
import { operationOf } from "../document/roles.ts";
import { isObject } from "../document/pointer.ts";
import { bodyType } from "../exchange/build-request.ts";
import { alterValue } from "../make/alter-value.ts";
import { filterParameters } from "../make/filter-parameters.ts";
import { isFreeString } from "../make/mark-name.ts";
import { showValue } from "../judge/show-value.ts";
import { idsOf, type Listing } from "./listing.ts";
import type { JudgedFault, ScenarioRun } from "./scenario-run.ts";
import { walkList } from "./walk-list.ts";

type Item = { readonly [member: string]: Json };

/** Judges each query parameter that is named like a member of the items; in small pages, so that later ones are seen. */
export async function judgeFilters(listing: Listing, own: readonly string[]): Promise<void> {
  const { run, list, path } = listing;
  const filters = filterParameters(run.session.schemas, list);
  if (filters.length === 0) return;
  const { items } = await walkList(run, { operation: list, path });
  for (const parameter of filters) {
    const { name } = parameter;
    const value = chosenValue(listing, { items, own }, name);
    if (value === undefined) {
      run.leave("filter-sound", list, `no item has the member ${name}`);
      continue;
    }
    const walk = await walkList(run, { operation: list, path, query: { [name]: value }, limit: 1 });
    const last = walk.exchanges.at(-1);
    const lacks = (item: Item): boolean => !isSelected(run, { parameter, value }, item);
    const other = walk.items.find(lacks);
    const shown = idsOf(listing, walk.items);
    const missing = items.find((item) => {
      const [id = ""] = idsOf(listing, [item]);
      return own.includes(id) && item[name] === value && !shown.includes(id);
    });
    const fault = filterFault({ name, value, isEmpty: walk.items.length === 0 }, other, missing);
    if (last !== undefined && walk.ended) run.judge("filter-sound", last, fault);
  }
}

function filterFault(
  { name, value, isEmpty }: { readonly name: string; readonly value: Json; readonly isEmpty: boolean },
  other: Item | undefined,
  missing: Item | undefined,
): JudgedFault | undefined {
  const asked = `with ${name}=${showValue(value)}`;
  if (other !== undefined)
    return { expected: `${asked}, items with this value alone`, found: showValue(other[name]) };
  if (isEmpty) return { expected: `${asked}, the items with this value`, found: "none" };
  return missing && { expected: `${asked}, each item with this value`, found: "one of them missing" };
}

/** True for an item that a filter may show: one with the value, or, of a free text, one that holds it. */
function isSelected(
  { session }: ScenarioRun,
  { parameter, value }: { readonly parameter: Parameter; readonly value: Json },
  item: Item,
): boolean {
  const found = Object.hasOwn(item, parameter.name) ? item[parameter.name] : undefined;
  const isFree = isFreeString(session.schemas, { $ref: parameter.schema });
  if (!isFree || typeof found !== "string" || typeof value !== "string") return found === value;
  return found.toLowerCase().includes(value.toLowerCase());
}

/** A value of an item that not all have: the run's own that was varied, else any that is found. */
function chosenValue(
  listing: Listing,
  { items, own }: { readonly items: readonly Item[]; readonly own: readonly string[] },
  name: string,
): Json | undefined {
  const varied = items.filter((item) => own.indexOf(idsOf(listing, [item])[0] ?? "") % 2 === 1);
  return [...varied, ...items]
    .map((item) => (Object.hasOwn(item, name) ? item[name] : undefined))
    .find(isScalar);
}

function isScalar(value: Json | undefined): value is string | boolean | number {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number";
}

/** The body of a creation with other values for the members that filters select by, as far as such are sure. */
export function varyFiltered(
  run: ScenarioRun,
  { list, lifecycle, body }: { readonly list: Operation; readonly lifecycle: Lifecycle; readonly body: Json },
  word: string,
): Json {
  const { model, schemas } = run.session;
  const create = operationOf(model, lifecycle.operations.create ?? "");
  const schema = create.body?.content.find(({ mediaType }) => mediaType === bodyType(create))?.schema;
  if (schema === undefined || !isObject(body)) return body;
  const members = schemas.members(schema);
  const changes = filterParameters(schemas, list).flatMap(({ name }) => {
    const member = members.get(name);
    const present = Object.hasOwn(body, name) ? body[name] : undefined;
    if (member === undefined) return [];
    const value = isFreeString(schemas, member)
      ? word
      : alterValue(schemas, { schema: member, present }, word);
    return value === undefined ? [] : [[name, value] as const];
  });
  const varied = { ...body, ...Object.fromEntries(changes) };
  return schemas.validate("request", schema, varied).length === 0 ? varied : body;
}
