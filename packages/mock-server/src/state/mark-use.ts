import type { MockContext } from "../app/mock-context.ts";
import type { LifecycleIndex } from "../plan/lifecycle-index.ts";
import { managedBy, moveManaged } from "./managed-members.ts";

/** Moves what describes use, such as `last_used_at`, on the entity whose credential was used. */
export function markUse(
  context: MockContext,
  lifecycles: LifecycleIndex,
  used: { readonly lifecycle: string; readonly position: number },
): void {
  const entry = lifecycles.byName(used.lifecycle);
  const entity = context.entities.findByPosition(used.position);
  if (entry === undefined || entity === undefined || managedBy(entry.lifecycle, "use").length === 0) return;
  context.entities.change(
    entity.position,
    moveManaged(context, entry, { members: entity.members, occasion: "use" }),
  );
}
