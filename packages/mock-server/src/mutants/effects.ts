import type { Json } from "@specloom/api-model";
import type { Outcome } from "../app/steps.ts";
import { fault } from "../answer/fault.ts";
import { type JsonObject } from "../json.ts";
import type { Role } from "../plan/lifecycle-index.ts";
import { collectionOf, findEntity } from "../state/collection.ts";
import type { Entity } from "../state/entity-store.ts";
import { CHANGING, changing, mapTexts, type Call, textOf } from "./answers.ts";
import { type MutantRow } from "./mutant.ts";
import { onPerform, onSent } from "./steps.ts";

export const siblings = ({ context, entry, exchange }: Call): readonly Entity[] =>
  context.entities.page({ collection: collectionOf(context, entry, exchange), filters: [], limit: -1 });
export const own = ({ context, entry, exchange }: Call): Entity | undefined =>
  findEntity(context, entry, exchange);
export const isGood = (outcome: Outcome): boolean =>
  outcome !== undefined && "status" in outcome && outcome.status < 300;

/** Texts are kept otherwise than they were sent. */
export const keeps = (change: (text: string) => string): MutantRow[3] =>
  onSent(["create", ...CHANGING], (body, call) => mapTexts(call, body, change));

/** Something besides, after the operation has done its work. */
export const besides =
  (roles: readonly Role[], effect: (call: Call, before: Entity | undefined) => void): MutantRow[3] =>
  () =>
    onPerform(roles, (call, perform) => {
      const before = call.role === "create" || call.role === "list" ? undefined : own(call);
      const outcome = perform();
      if (isGood(outcome)) effect(call, before);
      return outcome;
    });

const later = (value: Json, seconds: number): Json => {
  if (typeof value === "number") return value + seconds;
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? value : new Date(time + seconds * 1000).toISOString();
};
export const shift = (thing: JsonObject, names: readonly string[], seconds: number): JsonObject =>
  names.reduce<JsonObject>((moved, name) => changing(moved, name, (value) => later(value, seconds)), thing);

export const optionalNames = ({ entry }: Call): readonly string[] =>
  [...entry.members().values()].flatMap(({ name, required }) =>
    !required && entry.writable().has(name) ? [name] : [],
  );
export const requiredNames = ({ entry }: Call): readonly string[] =>
  [...entry.writable()].filter((name) => entry.members().get(name)?.required === true);

/** Members that a client did not send are given back or taken away by what an update answers and keeps. */
export const store = (
  call: Call,
  before: Entity | undefined,
  change: (now: JsonObject, then: JsonObject) => JsonObject,
): void => {
  const after = before === undefined ? undefined : call.context.entities.findByPosition(before.position);
  if (before !== undefined && after !== undefined)
    call.context.entities.change(after.position, change(after.members, before.members));
};

/** One call late: the answer of the call before last. */
export const firstReadFails = (): MutantRow[3] => () => {
  const seen = new Set<number>();
  return onPerform(["retrieve"], (call, perform) => {
    const { position } = own(call) ?? {};
    if (position === undefined || seen.has(position)) return perform();
    seen.add(position);
    return fault("not-found", "not there yet");
  });
};
