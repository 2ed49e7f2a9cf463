import type { Json } from "@specloom/api-model";
import { filterParameters } from "../make/filter-parameters.ts";
import { showValue } from "../judge/show-value.ts";
import type { Listing } from "./listing.ts";
import { walkList } from "./walk-list.ts";

/** Judges each query parameter that is named like a member of the items and takes listed values. */
export async function judgeFilters({ run, list, path }: Listing): Promise<void> {
  const filters = filterParameters(run.session.schemas, list);
  if (filters.length === 0) return;
  const { items } = await walkList(run, { operation: list, path });
  for (const { name } of filters) {
    const value = items.map((item) => (Object.hasOwn(item, name) ? item[name] : undefined)).find(isScalar);
    if (value === undefined) {
      run.leave("filter-sound", list, `no item has the member ${name}`);
      continue;
    }
    const walk = await walkList(run, { operation: list, path, query: { [name]: value } });
    const last = walk.exchanges.at(-1);
    const other = walk.items.find((item) => !Object.hasOwn(item, name) || item[name] !== value);
    const fault = other && {
      expected: `with ${name}=${showValue(value)}, items with this value alone`,
      found: showValue(other[name]),
    };
    const none = { expected: `with ${name}=${showValue(value)}, the items with this value`, found: "none" };
    if (last !== undefined) run.judge("filter-sound", last, walk.items.length === 0 ? none : fault);
  }
}

function isScalar(value: Json | undefined): value is string | boolean | number {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number";
}
