// Lists, walked in each direction, with pages of each small size, with each filter.
import type { Operation, Pagination } from "@specloom/api-model";
import type { Collection } from "./probe-collection.ts";
import { isObject } from "./probe-values.ts";

const SIZES = ["1", "2", "3"];
/** A walk that does not end is known by then. */
const LONGEST = 12;

type Pair = readonly [string, string];

export async function probeLists(collection: Collection): Promise<void> {
  const list = collection.operation("list");
  if (list === undefined) return;
  await probeChoices(collection, list);
  const { pagination } = list;
  if (pagination === undefined) return;
  for (const size of SIZES) {
    const limit: readonly Pair[] = pagination.limit === undefined ? [] : [[pagination.limit, size]];
    await walk(collection, list, { pagination, limit });
  }
}

/** Every listed value of every parameter: filters, expansions. */
async function probeChoices({ probe, path, operation }: Collection, list: Operation): Promise<void> {
  const { schemas } = probe.model;
  for (const role of ["list", "retrieve", "update"] as const) {
    const one = operation(role);
    for (const { name, schema } of one?.parameters.query ?? []) {
      for (const value of ["probe", ...choicesOf(schemas[schema])])
        if (one !== undefined) await probe.send(one, { path, query: [[name, value]] });
    }
  }
  await probe.send(list, { path });
}

function choicesOf(schema: unknown): readonly string[] {
  if (!isObject(schema)) return [];
  const { enum: values, items } = schema;
  if (Array.isArray(values)) return values.filter((value) => typeof value === "string");
  return choicesOf(items);
}

interface Walk {
  readonly pagination: Pagination;
  readonly limit: readonly Pair[];
}

async function walk(
  { probe, path }: Collection,
  list: Operation,
  { pagination, limit }: Walk,
): Promise<void> {
  const send = async (query: readonly Pair[]): Promise<unknown> =>
    probe.send(list, { path, query: [...limit, ...query] });
  if (pagination.kind === "page")
    for (let page = 1; page < LONGEST; page += 1) await send([[pagination.page, String(page)]]);
  if (pagination.kind === "offset")
    for (let offset = 0; offset < LONGEST; offset += 1) await send([[pagination.offset, String(offset)]]);
  if (pagination.kind !== "cursor") return;
  const { next, previous } = pagination;
  const last = await follow(send, next, await send([]));
  if (previous !== undefined) await follow(send, previous, last);
  for (const { parameter } of [next, ...(previous === undefined ? [] : [previous])])
    await send([[parameter, "never-given"]]);
}

async function follow(
  send: (query: readonly Pair[]) => Promise<unknown>,
  { parameter, cursor }: { readonly parameter: string; readonly cursor: string },
  from: unknown,
): Promise<unknown> {
  let page = from;
  for (let steps = 0; steps < LONGEST; steps += 1) {
    const found = valueAt(page, cursor);
    if (typeof found !== "string" || found === "") break;
    await send([[parameter, found]]);
    page = await send([[parameter, found]]);
  }
  return page;
}

function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}
