import type { Json, Operation } from "@specloom/api-model";
import type { ScenarioRun } from "./scenario-run.ts";

/** A list that is walked, and the member that tells its items apart. */
export interface Listing {
  readonly run: ScenarioRun;
  readonly list: Operation;
  readonly path: { readonly [parameter: string]: string };
  readonly identity: string;
}

/** The ids of items, in their order. */
export function idsOf(
  { identity }: Pick<Listing, "identity">,
  items: readonly { readonly [member: string]: Json }[],
): readonly string[] {
  return items.map((item) => {
    const id = Object.hasOwn(item, identity) ? item[identity] : undefined;
    return typeof id === "string" ? id : JSON.stringify(id ?? null);
  });
}
