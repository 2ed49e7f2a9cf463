// What of an entity an answer may show: the members that its schema names, each fit for the wire.
import type { Json, Schema } from "@specloom/api-model";
import { isJsonObject, type JsonObject } from "../json.ts";
import {
  keepsUnknownMembers,
  membersOf,
  resolveSchema,
  typesThroughReferences,
  type Member,
  type Schemas,
} from "../schema/schema-view.ts";

export interface EntityView {
  readonly schema: Schema | undefined;
  readonly members: ReadonlyMap<string, Member>;
  /** Members beside the named ones are shown too. */
  readonly isOpen: boolean;
}

export function createEntityView(schemas: Schemas, schema: Schema | undefined): EntityView {
  const shown = [...membersOf(schemas, schema)].filter(
    ([, member]) => resolveSchema(schemas, member.schema)["writeOnly"] !== true,
  );
  return { schema, members: new Map(shown), isOpen: keepsUnknownMembers(schemas, schema) };
}

/** The entity's members that the view shows, in the schema's order; what is hidden stays out unless it was asked for. */
export function showEntity(
  view: EntityView,
  members: JsonObject,
  hidden: ReadonlySet<string>,
): Map<string, Json> {
  const shown = new Map<string, Json>();
  for (const name of view.members.keys()) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    if (value !== undefined && !hidden.has(name)) shown.set(name, value);
  }
  if (view.isOpen) {
    for (const [name, value] of Object.entries(members)) if (!hidden.has(name)) shown.set(name, value);
  }
  return shown;
}

/** Schema at a place in an answer, and whether the way there is owed. */
export interface Place {
  readonly schema: Schema | undefined;
  readonly required: boolean;
}

export function placeAt(schemas: Schemas, schema: Schema | undefined, names: readonly string[]): Place {
  let place: Place = { schema, required: true };
  for (const name of names) {
    const member = membersOf(schemas, place.schema).get(name);
    place = { schema: member?.schema, required: place.required && (member?.required ?? false) };
  }
  return place;
}

/** Schema of an array's items. */
export function itemsOf(schemas: Schemas, schema: Schema | undefined): Schema | undefined {
  const items = resolveSchema(schemas, schema)["items"];
  return typeof items === "boolean" || isJsonObject(items) ? items : undefined;
}

const LIST_NAMES = new Set(["items", "data", "results", "values", "entries"]);

/** Where the items of a list stand whose pagination is not declared; undefined where it is no list. */
export function findItems(schemas: Schemas, schema: Schema | undefined): readonly string[] | undefined {
  if (typesThroughReferences(schemas, schema).has("array")) return [];
  const arrays = [...membersOf(schemas, schema).values()].filter((member) =>
    typesThroughReferences(schemas, member.schema).has("array"),
  );
  const found =
    arrays.find(({ name }) => LIST_NAMES.has(name)) ?? (arrays.length === 1 ? arrays[0] : undefined);
  return found === undefined ? undefined : [found.name];
}
