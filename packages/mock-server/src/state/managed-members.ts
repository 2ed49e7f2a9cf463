// Members that the server alone writes: made at creation, moved by updates and by use.
import type { Json, Lifecycle, ManagedMember, Schema } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import type { JsonObject } from "../json.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import { exampleOfMember } from "../plan/member-example.ts";
import { ALPHANUMERIC, DIGITS, LOWER } from "../random.ts";
import { freshText } from "../schema/sample-text.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { exampleOf, foldSchema, typesThroughReferences } from "../schema/schema-view.ts";

/** A value for a member of a new entity, in the likeness of the document's examples. */
export function createMemberValue(
  context: MockContext,
  entry: LifecycleEntry,
  member: { readonly name: string; readonly schema: Schema | undefined },
): Json {
  const { schemas, random } = context;
  const now = context.now();
  const schema = foldSchema(schemas, member.schema);
  const types = typesThroughReferences(schemas, schema);
  const isTime = schema["format"] === "date-time" || schema["format"] === "date";
  if (isTime) return timeValue(schema["format"], now);
  if (schema["enum"] !== undefined || schema["const"] !== undefined || schema["default"] !== undefined) {
    return sampleValue(schema, { schemas, random, now, members: "required" });
  }
  if (types.has("string")) {
    const isSecret = entry.lifecycle.secrets.some((secret) => secret.member === member.name);
    const example = exampleOfMember(context, entry, member.name) ?? exampleOf(schema);
    return freshText(schema, {
      random,
      now,
      example: typeof example === "string" ? example : undefined,
      alphabet: isSecret ? ALPHANUMERIC : LOWER + DIGITS,
      length: isSecret ? 64 : 26,
    });
  }
  if (types.has("integer") || types.has("number")) {
    return member.name === entry.lifecycle.identity
      ? withinPath(context, entry, context.entities.nextNumber())
      : sampleValue(schema, { schemas, random, now, members: "required" });
  }
  return sampleValue(schema, { schemas, random, now, members: "required" });
}

/** The number itself, or one that the path may hold, where it says what that is. */
export function withinPath(
  { schemas }: MockContext,
  { byRole, lifecycle }: LifecycleEntry,
  number: number,
): number {
  const parameter = [byRole.retrieve, byRole.delete]
    .flatMap((operation) => operation?.parameters.path ?? [])
    .find(({ name }) => name === lifecycle.itemParameter);
  const { minimum, maximum } = foldSchema(schemas, parameter && schemas[parameter.schema]);
  const least = typeof minimum === "number" ? Math.max(minimum, 1) : 1;
  const most = typeof maximum === "number" ? maximum : Number.POSITIVE_INFINITY;
  if (number < least) return least + number;
  return number <= most ? number : least + (number % (most - least + 1));
}

let lastTime = { now: 0, text: "1970-01-01T00:00:00.000Z" };

function timeValue(format: Json | undefined, now: number): string {
  // Several times are made in one millisecond, and writing one is dear.
  if (lastTime.now !== now) lastTime = { now, text: new Date(now).toISOString() };
  const { text } = lastTime;
  return format === "date" ? text.slice(0, 10) : text;
}

/** The entity with every member moved that changes on the occasion; times move strictly forward. */
export function moveManaged(
  context: MockContext,
  entry: LifecycleEntry,
  { members, occasion }: { readonly members: JsonObject; readonly occasion: ManagedMember["changes"] },
): JsonObject {
  const moved = new Map(Object.entries(members));
  for (const { member } of managedBy(entry.lifecycle, occasion)) {
    const schema = entry.members().get(member)?.schema;
    moved.set(member, movedValue(context, { entry, name: member, schema, before: moved.get(member) }));
  }
  return Object.fromEntries(moved);
}

export function managedBy(
  lifecycle: Lifecycle,
  occasion: ManagedMember["changes"],
): readonly ManagedMember[] {
  return lifecycle.managed.filter(({ changes }) => changes === occasion);
}

interface Movement {
  readonly entry: LifecycleEntry;
  readonly name: string;
  readonly schema: Schema | undefined;
  readonly before: Json | undefined;
}

function movedValue(context: MockContext, { entry, name, schema, before }: Movement): Json {
  if (typeof before === "number") return movedNumber(before, context.now());
  const format = foldSchema(context.schemas, schema)["format"];
  if (format === "date-time" || format === "date") {
    const earlier = typeof before === "string" ? Date.parse(before) : Number.NaN;
    const now = context.now();
    return timeValue(format, Number.isNaN(earlier) ? now : Math.max(now, earlier + 1));
  }
  return createMemberValue(context, entry, { name, schema });
}

/** Large numbers are taken for times, in seconds or milliseconds; others are counters. */
function movedNumber(before: number, now: number): number {
  if (before < 1e9) return before + 1;
  return Math.max(before + 1, before < 1e11 ? Math.floor(now / 1000) : now);
}
