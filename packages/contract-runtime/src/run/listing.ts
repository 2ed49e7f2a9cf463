import type { Json, Operation } from "@specloom/api-model";
import type { ComparedThings } from "./compared-things.ts";
import type { ScenarioRun } from "./scenario-run.ts";

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

/** Of two lists that must be the same, the first two items that are not; nothing where one list just ends first. */
export function firstOtherItems(
  listing: Pick<Listing, "identity">,
  [expected, found]: readonly [Items, Items],
): { readonly compared?: ComparedThings } {
  const [ids, others] = [idsOf(listing, expected), idsOf(listing, found)];
  const at = ids.findIndex((id, index) => id !== others[index]);
  const [one, other] = [expected[at], found[at]];
  if (one === undefined || other === undefined) return {};
  return { compared: { one, other, member: listing.identity, must: "equal" } };
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
