// Makes a thing out of what a client sent, what the server manages and what the document owes.
import type { Json, Schema } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import type { JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { writingPlanOf, type WritingPlan } from "../plan/writing-plan.ts";
import { resolveSchema } from "../schema/schema-view.ts";
import { checkSent } from "./check-sent.ts";
import { identityOf } from "./collection.ts";
import { createMemberValue, withinPath } from "./managed-members.ts";
import { findConflict } from "./uniqueness.ts";
import type { Entity } from "./entity-store.ts";

export interface Creation {
  readonly collection: string;
  readonly parent: number | undefined;
  readonly tenant: string | undefined;
  /** What the client sent. */
  readonly body: JsonObject;
  readonly bodySchema: Schema | undefined;
  /** Identity that the path gives, where a replacement creates. */
  readonly id?: string;
  /** Members that appear on request only: not made now. */
  readonly expandable: ReadonlySet<string>;
}

export interface Created {
  readonly entity: Entity;
  /** Shown once, in the answer to the creation. */
  readonly secrets: JsonObject;
}

export function createEntity(
  context: MockContext,
  entry: LifecycleEntry,
  creation: Creation,
): Created | Fault {
  const plan = writingPlanOf(context.schemas, entry, creation.bodySchema);
  const made = newMembers(context, entry, { ...creation, plan });
  const { body, expandable } = creation;
  const checked = checkSent(context, entry, {
    members: made,
    sent: body,
    expandable,
    mayExceed: plan.mayExceed,
    defaults: plan.defaults,
  });
  if ("kind" in checked) return checked;
  const { members } = checked;
  const secrets = newSecrets(context, entry);
  const conflict = findConflict(context, entry, { collection: creation.collection, members });
  if (conflict !== undefined) return conflict;
  const id = creation.id ?? identityOf(context, entry, members);
  const { collection, parent } = creation;
  const entity =
    context.entities.insert({ collection, id, parent, members }) ??
    insertUnderNextNumber(context, entry, { creation, members });
  if (entity === undefined)
    return fault("conflict", `${entry.lifecycle.identity ?? "the identity"} ${JSON.stringify(id)} is taken`);
  keepSecrets(context, entry, { entity, secrets, tenant: creation.tenant });
  return { entity, secrets };
}

/** Clients that may choose a number may have taken the one that comes next. */
function insertUnderNextNumber(
  context: MockContext,
  entry: LifecycleEntry,
  { creation, members }: { readonly creation: Creation; readonly members: JsonObject },
): Entity | undefined {
  const { identity = "" } = entry.lifecycle;
  const made = members[identity];
  if (creation.id !== undefined || Object.hasOwn(creation.body, identity) || typeof made !== "number")
    return undefined;
  const { collection, parent } = creation;
  for (let step = 1; step <= MOST_TAKEN; step += 1) {
    const number = withinPath(context, entry, made + step);
    const numbered = { ...members, [identity]: number };
    const entity = context.entities.insert({ collection, id: String(number), parent, members: numbered });
    if (entity !== undefined) return entity;
  }
  return undefined;
}

const MOST_TAKEN = 100;

/** What a client sent, without what is not its to say. */
export function writableMembers({ reserved }: WritingPlan, body: JsonObject): Map<string, Json> {
  return new Map(Object.entries(body).filter(([name]) => !reserved.has(name)));
}

function newMembers(
  context: MockContext,
  entry: LifecycleEntry,
  creation: Creation & { readonly plan: WritingPlan },
): JsonObject {
  const { identity } = entry.lifecycle;
  const { plan, expandable, id } = creation;
  const members = writableMembers(plan, creation.body);
  for (const [name, value] of members) if (value === null && plan.neverNull.has(name)) members.delete(name);
  for (const [name, value] of plan.defaults) if (!members.has(name)) members.set(name, value);
  const isIdentityOwed = identity !== undefined && !members.has(identity);
  const make = (name: string): void => {
    const schema = entry.members().get(name)?.schema;
    members.set(name, createMemberValue(context, entry, { name, schema }));
  };
  for (const name of plan.made) make(name);
  if (isIdentityOwed && !plan.made.includes(identity)) make(identity);
  for (const member of plan.owed) {
    if (members.has(member.name) || expandable.has(member.name)) continue;
    members.set(member.name, owedValue(context, entry, member));
  }
  if (identity !== undefined && id !== undefined) {
    members.set(identity, typeof members.get(identity) === "number" ? Number(id) : id);
  }
  return Object.fromEntries(members);
}

/** A time or identifier is made anew, other things in the shape of the schema. */
function owedValue(
  context: MockContext,
  entry: LifecycleEntry,
  { name, schema }: { readonly name: string; readonly schema: Schema },
): Json {
  const { schemas, random } = context;
  const isMade =
    entry.lifecycle.managed.some(({ member }) => member === name) ||
    resolveSchema(schemas, schema)["format"] === "date-time";
  if (isMade) return createMemberValue(context, entry, { name, schema });
  return sampleValue(schema, { schemas, random, now: context.now(), members: "required" });
}

const NONE: JsonObject = {};

function newSecrets(context: MockContext, entry: LifecycleEntry): JsonObject {
  if (entry.lifecycle.secrets.length === 0) return NONE;
  const shown = entry.members();
  const values = entry.lifecycle.secrets.map(({ member }): [string, Json] => [
    member,
    createMemberValue(context, entry, { name: member, schema: shown.get(member)?.schema }),
  ]);
  return Object.fromEntries(values);
}

function keepSecrets(
  context: MockContext,
  entry: LifecycleEntry,
  {
    entity,
    secrets,
    tenant,
  }: { readonly entity: Entity; readonly secrets: JsonObject; readonly tenant: string | undefined },
): void {
  for (const { member, exchange } of entry.lifecycle.secrets) {
    const secret = secrets[member];
    const client = exchange === undefined ? undefined : (entity.members[exchange.clientID] ?? entity.id);
    if (exchange === undefined || typeof secret !== "string" || typeof client !== "string") continue;
    const { scheme } = exchange;
    context.credentials.addSecret({
      scheme,
      client,
      secret,
      tenant,
      lifecycle: entry.name,
      entity: entity.position,
    });
  }
}
