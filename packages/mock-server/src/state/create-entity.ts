// Makes a thing out of what a client sent, what the server manages and what the document owes.
import type { Json, Schema } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import type { JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import { sampleValue } from "../schema/sample-value.ts";
import {
  allowsNull,
  foldSchema,
  membersOf,
  resolveSchema,
  type Member,
  type Schemas,
} from "../schema/schema-view.ts";
import { checkSent } from "./check-sent.ts";
import { identityOf } from "./collection.ts";
import { createMemberValue } from "./managed-members.ts";
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
  const members = newMembers(context, entry, creation);
  const { body, expandable } = creation;
  const wrong = checkSent(context, entry, { members, sent: body, expandable });
  if (wrong !== undefined) return wrong;
  const secrets = newSecrets(context, entry);
  const conflict = findConflict(context, entry, { collection: creation.collection, members });
  if (conflict !== undefined) return conflict;
  const id = creation.id ?? identityOf(context, entry, members);
  const { collection, parent } = creation;
  const entity = context.entities.insert({ collection, id, parent, members });
  if (entity === undefined)
    return fault("conflict", `${entry.lifecycle.identity ?? "the identity"} ${JSON.stringify(id)} is taken`);
  keepSecrets(context, entry, { entity, secrets, tenant: creation.tenant });
  return { entity, secrets };
}

/** What a client sent, without what is not its to say. */
export function writableMembers(
  entry: LifecycleEntry,
  {
    body,
    schema,
    schemas,
  }: { readonly body: JsonObject; readonly schema: Schema | undefined; readonly schemas: Schemas },
): Map<string, Json> {
  const { managed, secrets } = entry.lifecycle;
  const declared = membersOf(schemas, schema);
  const isReadOnly = (member: Member | undefined): boolean =>
    member !== undefined && resolveSchema(schemas, member.schema)["readOnly"] === true;
  const members = new Map<string, Json>();
  for (const [name, value] of Object.entries(body)) {
    const isReserved =
      managed.some(({ member }) => member === name) || secrets.some(({ member }) => member === name);
    if (isReserved || isReadOnly(declared.get(name)) || isReadOnly(entry.members().get(name))) continue;
    members.set(name, value);
  }
  return members;
}

function newMembers(context: MockContext, entry: LifecycleEntry, creation: Creation): JsonObject {
  const { schemas } = context;
  const { identity, managed, secrets } = entry.lifecycle;
  const members = writableMembers(entry, { body: creation.body, schema: creation.bodySchema, schemas });
  const shown = entry.members();
  for (const [name, value] of members) {
    const member = shown.get(name);
    if (value === null && member !== undefined && !allowsNull(schemas, member.schema)) members.delete(name);
  }
  addDefaults(members, creation.bodySchema, schemas);
  const made = new Set(managed.filter(({ changes }) => changes !== "use").map(({ member }) => member));
  if (identity !== undefined && !members.has(identity)) made.add(identity);
  for (const name of made)
    members.set(name, createMemberValue(context, entry, { name, schema: shown.get(name)?.schema }));
  for (const [name, { schema, required }] of shown) {
    if (members.has(name) || creation.expandable.has(name)) continue;
    if (secrets.some(({ member }) => member === name)) continue;
    // What may be left out is the client's to give or comes with use, unless nothing else ever sets it.
    const isOthers = entry.writable().has(name) || managed.some(({ member }) => member === name);
    if (!required && isOthers) continue;
    members.set(name, owedValue(context, entry, { name, schema }));
  }
  if (identity !== undefined && creation.id !== undefined) {
    members.set(identity, typeof members.get(identity) === "number" ? Number(creation.id) : creation.id);
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

function addDefaults(members: Map<string, Json>, schema: Schema | undefined, schemas: Schemas): void {
  for (const [name, member] of membersOf(schemas, schema)) {
    const usual = foldSchema(schemas, member.schema)["default"];
    if (usual !== undefined && !members.has(name)) members.set(name, usual);
  }
}

function newSecrets(context: MockContext, entry: LifecycleEntry): JsonObject {
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
