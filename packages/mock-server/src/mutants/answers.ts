// Changes of what is answered, by the part that an operation plays or by the fault that is told of.
import type { Json } from "@specloom/api-model";
import type { Answer, Exchange } from "../app/exchange.ts";
import type { IncomingRequest } from "../app/incoming-request.ts";
import type { MockContext } from "../app/mock-context.ts";
import type { Answering, Mutation } from "../app/mutation.ts";
import type { FaultKind } from "../answer/fault.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { LifecycleEntry, Role } from "../plan/lifecycle-index.ts";

/** A call of an operation that plays a part in a lifecycle. */
export interface Call {
  readonly request: IncomingRequest;
  readonly exchange: Exchange;
  readonly context: MockContext;
  readonly entry: LifecycleEntry;
  readonly role: Role;
}

export const READING: readonly Role[] = ["retrieve", "list"];
export const CHANGING: readonly Role[] = ["update", "replace"];
export const SINGLE: readonly Role[] = ["create", "retrieve", "update", "replace"];

export function callOf({ request, exchange, context }: Answering): Call | undefined {
  const own = exchange?.plan.own;
  return exchange === undefined || own === undefined ? undefined : { request, exchange, context, ...own };
}

/** Changes what is answered when all went well. */
export function onSuccess(
  roles: readonly Role[],
  change: (answer: Answer, call: Call) => Answer,
): () => Mutation {
  return () => ({
    answer: (answer, about) => {
      const call = callOf(about);
      const fits = call !== undefined && answer.status < 300 && roles.includes(call.role);
      return fits ? change(answer, call) : answer;
    },
  });
}

/** Changes each thing that is answered, alone or in a list. */
export function onThings(
  roles: readonly Role[],
  change: (thing: JsonObject, call: Call) => Json,
): () => Mutation {
  return onSuccess(roles, (answer, call) => withThings(answer, call, (thing) => change(thing, call)));
}

/** Changes the whole body. */
export function onBody(
  roles: readonly Role[],
  change: (body: Json, call: Call) => Json | undefined,
): () => Mutation {
  return onSuccess(roles, (answer, call) =>
    answer.body === undefined ? answer : withBody(answer, change(answer.body, call)),
  );
}

export function withBody({ body: _body, ...answer }: Answer, body: Json | undefined): Answer {
  return body === undefined ? answer : { ...answer, body };
}

function withThings(answer: Answer, { exchange }: Call, change: (thing: JsonObject) => Json): Answer {
  const { body } = answer;
  if (body === undefined) return answer;
  const names = exchange.plan.list?.itemNames;
  if (names === undefined) return isJsonObject(body) ? { ...answer, body: change(body) } : answer;
  const changed = mapAt(body, names, (items) =>
    Array.isArray(items) ? items.map((item: Json) => (isJsonObject(item) ? change(item) : item)) : items,
  );
  return { ...answer, body: changed };
}

/** Changes the value at a place; what is not there stays away. */
export function mapAt(value: Json, names: readonly string[], change: (value: Json) => Json): Json {
  const [name, ...rest] = names;
  if (name === undefined) return change(value);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    key,
    key === name ? mapAt(inner, rest, change) : inner,
  ]);
  return Object.fromEntries(entries);
}

/** Changes what is answered to a faulty request. */
export function onFault(
  kinds: readonly FaultKind[],
  change: (answer: Answer, about: Answering) => Answer,
): () => Mutation {
  return () => ({
    answer: (answer, about) =>
      about.fault !== undefined && kinds.includes(about.fault.kind) ? change(answer, about) : answer,
  });
}

/** Answers a fault with another status, its own body kept. */
export function faultStatus(kinds: readonly FaultKind[], status: number): () => Mutation {
  return onFault(kinds, (answer) => ({ ...answer, status }));
}

export function successStatus(roles: readonly Role[], status: number): () => Mutation {
  return onSuccess(roles, (answer) => ({ ...answer, status }));
}

/** Changes the bodies of all errors of the document. */
export function onErrorBody(change: (body: Json) => Json | undefined): () => Mutation {
  return () => ({
    answer: (answer, { fault }) =>
      fault === undefined || answer.body === undefined ? answer : withBody(answer, change(answer.body)),
  });
}

export function without(thing: JsonObject, ...names: readonly (string | undefined)[]): JsonObject {
  return Object.fromEntries(Object.entries(thing).filter(([name]) => !names.includes(name)));
}

/** Changes the member where the thing has it. */
export function changing(
  thing: JsonObject,
  name: string | undefined,
  change: (value: Json) => Json,
): JsonObject {
  const value = name !== undefined && Object.hasOwn(thing, name) ? thing[name] : undefined;
  return name === undefined || value === undefined ? thing : { ...thing, [name]: change(value) };
}

export const firstRequired = ({ entry }: Call): string | undefined =>
  [...entry.members().values()].find(({ required }) => required)?.name;

/** Members of the representation that the server sets on an occasion. */
export function managedNames({ lifecycle }: LifecycleEntry, changes: "create" | "update"): readonly string[] {
  return lifecycle.managed.flatMap((one) =>
    one.changes === changes && one.member !== lifecycle.identity ? [one.member] : [],
  );
}

/** Members whose values are texts that a client chose, identities and managed ones left out. */
export function mapTexts({ entry }: Call, thing: JsonObject, change: (text: string) => string): JsonObject {
  const kept = new Set([entry.lifecycle.identity, ...entry.lifecycle.managed.map(({ member }) => member)]);
  const writable = entry.writable();
  const entries = Object.entries(thing).map(([name, value]): [string, Json] => [
    name,
    typeof value === "string" && writable.has(name) && !kept.has(name) ? change(value) : value,
  ]);
  return Object.fromEntries(entries);
}

export function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
