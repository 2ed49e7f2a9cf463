// The cases of a request body: valid ones merged so that each is one request, invalid ones with a single fault each, since
// of two faults only the first is seen.
import type { ApiModel, Json, Lifecycle, Operation, Schema } from "@specloom/api-model";
import { escapeToken, isObject } from "../document/pointer.ts";
import { lifecycleOf } from "../document/roles.ts";
import { bodyType } from "../exchange/build-request.ts";
import { isReadOnly } from "../judge/is-read-only.ts";
import type { Schemas } from "../judge/schemas.ts";
import { edgeValues, outsideValues } from "./alter-schema.ts";
import { bindingFault, rejectionCode } from "./classify-fault.ts";
import type { CoverageCase } from "./coverage-case.ts";
import { isFreeString } from "./mark-name.ts";
import { isReferenceName } from "./references.ts";
import { requestBodies } from "./request-bodies.ts";
import { sampleValue } from "./sample-value.ts";
import { cutText, hugeText } from "./text-samples.ts";

interface Subject {
  readonly schemas: Schemas;
  readonly operation: Operation;
  readonly schema: string;
  readonly lifecycle: Lifecycle | undefined;
}

type Body = { readonly [member: string]: Json };

/** Objects inside objects are altered down to here. */
const maxDepth = 3;

/** A valid body that the cases vary: the richest example, with what else the schema allows and no example shows. */
export function coverageBody(model: ApiModel, schemas: Schemas, operation: Operation): Json | undefined {
  const subject = subjectOf(model, schemas, operation);
  const bodies = requestBodies(schemas, operation);
  const richest = bodies.toSorted(
    (a, b) => Number(a.refers) - Number(b.refers) || sizeOf(b.value) - sizeOf(a.value),
  )[0];
  if (subject === undefined || richest === undefined) return richest?.value;
  if (!isObject(richest.value)) return richest.value;
  const more: Record<string, Json> = { ...richest.value };
  for (const [name, member] of schemas.members(subject.schema)) {
    if (Object.hasOwn(more, name) || !isFree(subject, name, member)) continue;
    const sample = sampleValue(schemas, member);
    if (sample !== undefined) more[name] = sample;
  }
  return faultsOf(subject, more).length === 0 ? more : richest.value;
}

/** The cases of an operation's body; none where it takes none that can be sent. */
export function bodyCases(model: ApiModel, schemas: Schemas, operation: Operation): readonly CoverageCase[] {
  const subject = subjectOf(model, schemas, operation);
  const valid = coverageBody(model, schemas, operation);
  if (subject === undefined || valid === undefined) return [];
  return [
    ...(isObject(valid) ? mergedEdges(subject, valid) : []),
    ...(isObject(valid) ? unforeseen(subject, valid) : []),
    ...invalidBodies(subject, valid),
    ...unreadable(subject),
  ];
}

function subjectOf(model: ApiModel, schemas: Schemas, operation: Operation): Subject | undefined {
  const type = bodyType(operation);
  const content = operation.body?.content.find(({ mediaType }) => mediaType === type);
  if (content?.schema === undefined || type === undefined || !/[/+]json\b/i.test(type)) return undefined;
  return { schemas, operation, schema: content.schema, lifecycle: lifecycleOf(model, operation) };
}

/** Valid bodies: the required members alone, then in each next one every member at its next edge. */
function mergedEdges(subject: Subject, valid: Body): readonly CoverageCase[] {
  const { schemas, operation, schema } = subject;
  const members = [...schemas.members(schema)].filter(([name, member]) => isFree(subject, name, member));
  const required = schemas.resolve(schema)["required"];
  const owed = new Set(Array.isArray(required) ? required.map(String) : []);
  const least = Object.fromEntries(Object.entries(valid).filter(([name]) => owed.has(name)));
  const edges = members.map(([name, member]) => ({
    name,
    values: edgeValues(schemas, member).filter(
      (value) => faultsOf(subject, { ...valid, [name]: value }).length === 0,
    ),
  }));
  const rounds = Math.max(0, ...edges.map(({ values }) => values.length));
  const merged = Array.from({ length: rounds }, (_, round) => {
    const body: Record<string, Json> = { ...valid };
    for (const { name, values } of edges) {
      const value = values[round % values.length];
      if (value !== undefined) body[name] = value;
    }
    return body;
  });
  return [least, ...merged]
    .filter((body) => faultsOf(subject, body).length === 0)
    .map((value) => ({
      purpose: "accept",
      place: "body",
      pointer: operation.body?.pointer ?? operation.pointer,
      body: { kind: "value", value },
    }));
}

/**
 * What the document neither asks for nor forbids, a member that it does not name and long texts with line breaks, then
 * empty texts: any orderly answer is right.
 */
function unforeseen(subject: Subject, valid: Body): readonly CoverageCase[] {
  const { schemas, operation, schema } = subject;
  const texts = [...schemas.members(schema)]
    .filter(([name, member]) => typeof valid[name] === "string" && isFreeString(schemas, member))
    .map(([name, member]) => ({ name, bounds: schemas.resolve(member) }));
  const long = texts.map(({ name, bounds }) => {
    const most = bounds["maxLength"];
    return [name, cutText(hugeText, typeof most === "number" ? most : Number.POSITIVE_INFINITY)];
  });
  const empty = texts.filter(({ bounds }) => bounds["minLength"] === undefined).map(({ name }) => [name, ""]);
  const isAllowed = (body: Body): boolean => faultsOf(subject, body).length === 0;
  const longest: Body = { ...valid, ...Object.fromEntries(long) };
  const strange: Body = { ...longest, specloomUnforeseen: true };
  const bodies: readonly Body[] = [
    isAllowed(strange) ? strange : longest,
    ...(empty.length === 0 ? [] : [{ ...valid, ...Object.fromEntries(empty) }]),
  ];
  return bodies.filter(isAllowed).map((value) => ({
    purpose: "answer",
    place: "body",
    pointer: operation.body?.pointer ?? operation.pointer,
    body: { kind: "value", value },
  }));
}

function invalidBodies(subject: Subject, valid: Json): readonly CoverageCase[] {
  const { schemas, schema } = subject;
  const seen = new Set<string>();
  return alterations({ schemas, schema: { $ref: schema }, present: valid, at: "" }, 0).flatMap(
    ({ at, change }) => {
      const value = change(valid);
      const fault = bindingFault(faultsOf(subject, value));
      const key = JSON.stringify(value);
      if (fault === undefined || seen.has(key)) return [];
      seen.add(key);
      return [
        {
          purpose: rejectionCode(fault),
          place: `body ${at}`,
          pointer: fault.pointer,
          body: { kind: "value" as const, value },
        },
      ];
    },
  );
}

interface Alteration {
  readonly at: string;
  /** The whole body with the alteration in its place. */
  readonly change: (body: Json) => Json;
}

interface Node {
  readonly schemas: Schemas;
  readonly schema: Schema;
  readonly present: Json | undefined;
  readonly at: string;
}

function alterations({ schemas, schema, present, at }: Node, depth: number): readonly Alteration[] {
  const resolved = schemas.resolve(schema);
  const own = outsideValues(schemas, schema, present).map((value) => ({ at, change: () => value }));
  if (depth > maxDepth) return own;
  if (Array.isArray(present) && present.length > 0) {
    const inside = alterations(
      {
        schemas,
        schema: (resolved["items"] ?? true) as Schema,
        present: present[0] as Json,
        at: `${at}/0`,
      },
      depth + 1,
    );
    return [...own, ...inside.map((each) => within(each, "0"))];
  }
  if (!isObject(present)) return own;
  const members = [...schemas.members(schema)];
  const missing = Object.keys(present).map((name) => ({
    at: `${at}/${escapeToken(name)}`,
    change: (body: Json) => without(body, name),
  }));
  const added = { at, change: (body: Json) => ({ ...(isObject(body) ? body : {}), specloom_unknown: "x" }) };
  const inside = members
    .filter(([, member]) => !isReadOnly(schemas, member))
    .flatMap(([name, member]) =>
      alterations(
        {
          schemas,
          schema: member,
          present: Object.hasOwn(present, name) ? present[name] : undefined,
          at: `${at}/${escapeToken(name)}`,
        },
        depth + 1,
      ).map((each) => within(each, name)),
    );
  return [...own, ...missing, added, ...inside];
}

/** The alteration of a member, as one of what holds it. */
function within({ at, change }: Alteration, token: string): Alteration {
  return {
    at,
    change: (holder) => {
      if (Array.isArray(holder))
        return holder.map((item: Json, index) => (String(index) === token ? change(item) : item));
      const members = isObject(holder) ? holder : {};
      return { ...members, [token]: change(Object.hasOwn(members, token) ? (members[token] as Json) : null) };
    },
  };
}

function without(body: Json, name: string): Json {
  return Object.fromEntries(Object.entries(isObject(body) ? body : {}).filter(([other]) => other !== name));
}

/** Text that is no JSON, JSON under another media type, and no body at all. */
function unreadable({ operation }: Subject): readonly CoverageCase[] {
  const mediaType = bodyType(operation) ?? "application/json";
  const pointer = operation.body?.pointer ?? operation.pointer;
  const text = (place: string, type: string, write: (valid: string) => string): CoverageCase => ({
    purpose: "rejects-unreadable",
    place,
    pointer,
    body: { kind: "text", mediaType: type, text: write },
  });
  const isOpen = (operation.body?.content ?? []).some(({ mediaType: type }) => /\*|text\/plain/.test(type));
  return [
    text("a body that is cut off", mediaType, (valid) => valid.slice(0, -1)),
    ...(isOpen ? [] : [text("a body said to be text/plain", "text/plain", (valid) => valid)]),
    ...(operation.body?.required === true
      ? [{ purpose: "rejects-missing" as const, place: "no body", pointer, body: { kind: "none" as const } }]
      : []),
  ];
}

/** True for a member that a positive case may choose: the client's own, no reference, no unique value. */
function isFree({ schemas, lifecycle }: Subject, name: string, member: Schema): boolean {
  const isManaged = lifecycle?.managed.some((managed) => managed.member === name) === true;
  const isUnique = lifecycle?.unique.some((members) => members.includes(name)) === true;
  return !isManaged && !isUnique && !isReferenceName(name) && !isReadOnly(schemas, member);
}

function faultsOf({ schemas, schema }: Subject, value: Json): ReturnType<Schemas["validate"]> {
  try {
    return schemas.validate("request", schema, value);
  } catch {
    return [];
  }
}

function sizeOf(value: Json): number {
  return isObject(value) ? Object.keys(value).length : 0;
}
