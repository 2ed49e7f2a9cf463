import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import type { JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import type { Filter } from "./entity-store.ts";

/** The fault where a sibling has the same values in a set of members that the document calls unique. */
export function findConflict(
  context: MockContext,
  entry: LifecycleEntry,
  candidate: { readonly collection: string; readonly members: JsonObject; readonly position?: number },
): Fault | undefined {
  for (const names of entry.lifecycle.unique) {
    const filters = filtersOf(names, candidate.members);
    if (filters === undefined) continue;
    const siblings = context.entities.page({ collection: candidate.collection, filters, limit: 2 });
    if (siblings.some(({ position }) => position !== candidate.position)) {
      const values = filters.map(({ member, values: [value] }) => `${member} ${JSON.stringify(value)}`);
      return fault("conflict", `${values.join(" and ")} is taken; no two of ${entry.name} may share it`);
    }
  }
  return undefined;
}

/** Undefined where a member is absent or no scalar: then nothing can be shared. */
function filtersOf(names: readonly string[], members: JsonObject): readonly Filter[] | undefined {
  const filters = names.flatMap((member): Filter[] => {
    const value = members[member];
    const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return isScalar && !/["\\]/.test(member) ? [{ member, values: [value] }] : [];
  });
  return filters.length === names.length ? filters : undefined;
}
