import type { Json, Operation } from "@specloom/api-model";
import type { ComparedThings, Evidence } from "./compared-things.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import type { Walk } from "./walk-list.ts";

/** A list that is walked, and the member that tells its items apart. */
export interface Listing {
  readonly run: ScenarioRun;
  readonly list: Operation;
  readonly path: { readonly [parameter: string]: string };
  readonly identity: string;
}

type Items = readonly { readonly [member: string]: Json }[];

/** The ids of items, in their order. */
export function idsOf({ identity }: Pick<Listing, "identity">, items: Items): readonly string[] {
  return items.map((item) => {
    const id = Object.hasOwn(item, identity) ? item[identity] : undefined;
    return typeof id === "string" ? id : JSON.stringify(id ?? null);
  });
}

/** Items, and the answers that show them. */
export type Shown = Pick<Walk, "items" | "exchanges">;

/** Of two walks that must show the same, the first two items that are not; else what the longer one has and the other lacks. */
export function otherItems(
  listing: Pick<Listing, "identity">,
  first: Shown | undefined,
  second: Shown,
): Evidence {
  if (first === undefined) return {};
  const [ids, others] = [idsOf(listing, first.items), idsOf(listing, second.items)];
  const at = ids.findIndex((id, index) => id !== others[index]);
  const [one, other] = [first.items[at], second.items[at]];
  if (one !== undefined && other !== undefined)
    return { compared: { one, other, member: listing.identity, must: "equal" } };
  const [longer, shorter] = ids.length > others.length ? [ids, second] : [others, first];
  const value = longer[shorter.items.length];
  return value === undefined ? {} : { sought: { value, among: shorter.exchanges, must: "be-there" } };
}

/** The two places in which an item stands. */
export function repeatedItem(
  listing: Pick<Listing, "identity">,
  items: Items,
  id: string,
): { readonly compared?: ComparedThings } {
  const ids = idsOf(listing, items);
  const [one, other] = [items[ids.indexOf(id)], items[ids.lastIndexOf(id)]];
  if (one === undefined || other === undefined) return {};
  return { compared: { one, other, member: listing.identity, must: "differ" } };
}
