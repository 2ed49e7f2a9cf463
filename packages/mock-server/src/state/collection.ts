// Where things are kept: one collection a lifecycle, a tenant and a set of parents.
import type { Json } from "@specloom/api-model";
import type { Caller } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { createMemberValue } from "./managed-members.ts";
import type { Entity } from "./entity-store.ts";

/** What leads to a thing: the values of the path, and whoever calls. */
export interface Location {
  readonly pathTexts: readonly string[];
  readonly caller: Caller;
}

/** Things of a seeded collection. */
const SEEDS = 3;

/** Name of the collection that the path leads to. Where the path does not name the tenant, the caller's counts. */
export function collectionOf(
  context: MockContext,
  entry: LifecycleEntry,
  { pathTexts, caller }: Location,
): string {
  const scope = context.model.tenant === undefined || entry.isTenantScoped ? [] : [caller.tenant ?? ""];
  return JSON.stringify([entry.name, ...scope, ...pathTexts.slice(0, entry.depth)]);
}

/** The thing that the path names, made on the way where nothing else makes it. */
export function findEntity(
  context: MockContext,
  entry: LifecycleEntry,
  location: Location,
): Entity | undefined {
  const collection = collectionOf(context, entry, location);
  const id = entry.lifecycle.itemPath === undefined ? "" : (location.pathTexts[entry.depth] ?? "");
  if (entry.origin === "seeded") seedCollection(context, entry, { collection, caller: location.caller });
  const found = context.entities.find(collection, id);
  if (found !== undefined) return found;
  const isAssumed = entry.origin === "assumed" || (entry.isTenant && id === location.caller.tenant);
  if (!isAssumed) return undefined;
  return context.transact(() =>
    context.entities.startSeeding(`${collection} ${id}`)
      ? context.entities.insert({
          collection,
          id,
          parent: undefined,
          members: seedMembers(context, entry, id),
        })
      : undefined,
  );
}

/** Fills a collection that nothing creates into, the first time that it is looked at. */
export function seedCollection(
  context: MockContext,
  entry: LifecycleEntry,
  { collection, caller }: { readonly collection: string; readonly caller: Caller },
): void {
  context.transact(() => {
    if (!context.entities.startSeeding(collection)) return;
    const ids = entry.isTenant ? [caller.tenant ?? ""] : Array.from({ length: SEEDS }, () => undefined);
    for (const id of ids) {
      const members = seedMembers(context, entry, id);
      const given = id ?? identityOf(context, entry, members);
      context.entities.insert({ collection, id: given, parent: undefined, members });
    }
  });
}

/** Fills a collection with the document's own items, the first time that it is looked at. */
export function seedItems(
  context: MockContext,
  collection: string,
  makeItems: () => readonly JsonObject[],
): void {
  context.transact(() => {
    if (!context.entities.startSeeding(collection)) return;
    for (const [index, members] of makeItems().entries())
      context.entities.insert({ collection, id: String(index), parent: undefined, members });
  });
}

/** Text of the member that fills the path parameter; where no member does, a number that nothing else has. */
export function identityOf(
  context: MockContext,
  { lifecycle, byRole }: LifecycleEntry,
  members: JsonObject,
): string {
  const { identity, itemPath } = lifecycle;
  const isSingle = itemPath === undefined && byRole.retrieve !== undefined && byRole.list === undefined;
  if (isSingle) return "";
  if (identity === undefined) return String(context.entities.nextNumber());
  const value = identity !== undefined && Object.hasOwn(members, identity) ? members[identity] : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function seedMembers(context: MockContext, entry: LifecycleEntry, id: string | undefined): JsonObject {
  const { identity, managed, secrets } = entry.lifecycle;
  const sample = soundSample(context, entry);
  const members = new Map<string, Json>(Object.entries(isJsonObject(sample) ? sample : {}));
  for (const name of new Set([
    ...managed.map(({ member }) => member),
    ...(identity === undefined ? [] : [identity]),
  ])) {
    if (members.has(name)) {
      members.set(
        name,
        createMemberValue(context, entry, { name, schema: entry.members().get(name)?.schema }),
      );
    }
  }
  for (const { member } of secrets) members.delete(member);
  if (identity !== undefined && id !== undefined && id !== "")
    members.set(identity, asIdentity(members.get(identity), id));
  return Object.fromEntries(members);
}

/** Documents hold examples that their own schemas refuse; what the schema accepts goes before. */
function soundSample(context: MockContext, { lifecycle: { representation } }: LifecycleEntry): Json {
  const { schemas, random } = context;
  const shape = representation === undefined ? undefined : schemas[representation];
  const options = { schemas, random, now: context.now(), members: "all" } as const;
  const exemplary = sampleValue(shape, options);
  const isSound =
    representation === undefined || context.validators.response(representation)(exemplary) === undefined;
  return isSound ? exemplary : sampleValue(shape, { ...options, usesExamples: false });
}

/** The path's text in the type that the member has. */
function asIdentity(sample: Json | undefined, id: string): Json {
  return typeof sample === "number" && /^-?\d+$/.test(id) ? Number(id) : id;
}
