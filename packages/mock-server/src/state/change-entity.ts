// Changes a thing: an update merges, a replacement replaces; what the server manages moves if anything changed.
import type { Json, Schema } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import type { Fault } from "../answer/fault.ts";
import { isJsonObject, sameJson, type JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import { writingPlanOf, type WritingPlan } from "../plan/writing-plan.ts";
import { allowsNull } from "../schema/schema-view.ts";
import { checkSent } from "./check-sent.ts";
import { writableMembers } from "./create-entity.ts";
import type { Entity } from "./entity-store.ts";
import { moveManaged } from "./managed-members.ts";
import { findConflict } from "./uniqueness.ts";

export interface Change {
  readonly collection: string;
  readonly entity: Entity;
  readonly body: JsonObject;
  readonly bodySchema: Schema | undefined;
  /** Members that appear on request only. */
  readonly expandable: ReadonlySet<string>;
  /** `merge`: members not sent stay; `merge-deep`: as RFC 7396; `replace`: members not sent go. */
  readonly mode: "merge" | "merge-deep" | "replace";
}

/** The members after the change, which is stored unless it changes nothing. */
export function changeEntity(
  context: MockContext,
  entry: LifecycleEntry,
  change: Change,
): { readonly members: JsonObject } | Fault {
  const { entity, collection, mode } = change;
  const plan = writingPlanOf(context.schemas, entry, change.bodySchema);
  const planned = { ...change, plan };
  const changed = mode === "replace" ? replaced(entry, planned) : merged(context, entry, planned);
  if (sameJson(changed, entity.members)) return { members: entity.members };
  const checked = checkSent(context, entry, {
    members: changed,
    sent: change.body,
    defaults: [],
    expandable: change.expandable,
    // A merge patch takes members out of an object that was judged with them.
    mayExceed: mode === "merge-deep" ? () => true : plan.mayExceed,
  });
  if ("kind" in checked) return checked;
  const { members: kept } = checked;
  const conflict = findConflict(context, entry, { collection, members: kept, position: entity.position });
  if (conflict !== undefined) return conflict;
  const members = moveManaged(context, entry, { members: kept, occasion: "update" });
  context.entities.change(entity.position, members);
  return { members };
}

interface PlannedChange extends Change {
  readonly plan: WritingPlan;
}

/** The identity is the path's: a body does not move a thing to another place. */
function sentMembers(entry: LifecycleEntry, { body, plan }: PlannedChange): Map<string, Json> {
  const sent = writableMembers(plan, body);
  if (entry.lifecycle.identity !== undefined) sent.delete(entry.lifecycle.identity);
  return sent;
}

function merged(context: MockContext, entry: LifecycleEntry, change: PlannedChange): JsonObject {
  const members = new Map<string, Json>(Object.entries(change.entity.members));
  const shown = entry.members();
  for (const [name, value] of sentMembers(entry, change)) {
    const member = shown.get(name);
    const clears =
      value === null && (change.mode === "merge-deep" || !allowsNull(context.schemas, member?.schema));
    if (clears && member?.required !== true) members.delete(name);
    else if (!clears)
      members.set(name, change.mode === "merge-deep" ? mergePatch(members.get(name), value) : value);
  }
  return Object.fromEntries(members);
}

/** RFC 7396, section 2. */
function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const members = new Map<string, Json>(Object.entries(isJsonObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, mergePatch(members.get(name), value));
  }
  return Object.fromEntries(members);
}

/** What a client cannot write stays; what the representation owes and nobody sent stays too. */
function replaced(entry: LifecycleEntry, change: PlannedChange): JsonObject {
  const sent = sentMembers(entry, change);
  const writable = change.plan.declared;
  const managed = new Set(entry.lifecycle.managed.map(({ member }) => member));
  const kept = Object.entries(change.entity.members).filter(([name]) => {
    if (managed.has(name) || name === entry.lifecycle.identity) return true;
    return !writable.has(name) || entry.members().get(name)?.required === true;
  });
  return Object.fromEntries([...kept, ...sent]);
}
