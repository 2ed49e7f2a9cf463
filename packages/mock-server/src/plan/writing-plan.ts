// What becomes of a body that creates or changes a thing, worked out once for each schema of such a body.
import type { Json, Schema } from "@specloom/api-model";
import {
  allowsNull,
  foldSchema,
  membersOf,
  resolveSchema,
  type Member,
  type Schemas,
} from "../schema/schema-view.ts";
import { impliesSchema, isJudgedByMember } from "../schema/schema-reach.ts";
import type { LifecycleEntry } from "./lifecycle-index.ts";

export interface WritingPlan {
  /** Members that the body's schema names. */
  readonly declared: ReadonlyMap<string, Member>;
  /** Members that are not the client's to say: sent, they are ignored. */
  readonly reserved: ReadonlySet<string>;
  /** Members that no answer may show as null: sent as null, they are not there. */
  readonly neverNull: ReadonlySet<string>;
  /** Values of members that were not sent. */
  readonly defaults: readonly (readonly [name: string, value: Json])[];
  /** Members that the server makes when it creates. */
  readonly made: readonly string[];
  /** Members that a creation fills besides, where neither the client nor the server has said anything. */
  readonly owed: readonly Member[];
  /** True where what the request's schema lets through may be more than the answer's schema allows. */
  readonly mayExceed: (name: string) => boolean;
}

const plans = new WeakMap<LifecycleEntry, Map<Schema | undefined, WritingPlan>>();

export function writingPlanOf(
  schemas: Schemas,
  entry: LifecycleEntry,
  bodySchema: Schema | undefined,
): WritingPlan {
  const known = plans.get(entry) ?? new Map<Schema | undefined, WritingPlan>();
  plans.set(entry, known);
  const plan = known.get(bodySchema) ?? createWritingPlan(schemas, entry, bodySchema);
  known.set(bodySchema, plan);
  return plan;
}

function createWritingPlan(
  schemas: Schemas,
  entry: LifecycleEntry,
  bodySchema: Schema | undefined,
): WritingPlan {
  const declared = membersOf(schemas, bodySchema);
  const shown = entry.members();
  const { managed, secrets, identity } = entry.lifecycle;
  const server = new Set([...managed, ...secrets].map(({ member }) => member));
  const isReadOnly = ({ schema }: Member): boolean => resolveSchema(schemas, schema)["readOnly"] === true;
  // Answers may call read-only what a creation says for good; an identity only where the creation has to say it.
  const isSaid = (name: string): boolean => {
    const member = declared.get(name);
    return member !== undefined && (member.required || name !== identity);
  };
  const readOnly = [
    ...[...declared.values()].filter(isReadOnly),
    ...[...shown.values()].filter((member) => isReadOnly(member) && !isSaid(member.name)),
  ].map(({ name }) => name);
  const isOwed = ({ name, required }: Member): boolean => {
    if (secrets.some(({ member }) => member === name)) return false;
    // What may be left out is the client's to give or comes with use, unless nothing else ever sets it.
    return required || !(entry.writable().has(name) || server.has(name));
  };
  return {
    declared,
    reserved: new Set([...server, ...readOnly]),
    neverNull: new Set(
      [...shown.values()].filter(({ schema }) => !allowsNull(schemas, schema)).map(({ name }) => name),
    ),
    defaults: [...declared].flatMap(([name, { schema }]): (readonly [string, Json])[] => {
      const usual = foldSchema(schemas, schema)["default"];
      return usual === undefined ? [] : [[name, usual]];
    }),
    made: [...new Set(managed.filter(({ changes }) => changes !== "use").map(({ member }) => member))],
    owed: [...shown.values()].filter(isOwed),
    mayExceed: exceedsWhere(schemas, entry, declared),
  };
}

/** Judged when it is first asked of a member. */
function exceedsWhere(
  schemas: Schemas,
  entry: LifecycleEntry,
  declared: ReadonlyMap<string, Member>,
): WritingPlan["mayExceed"] {
  const { representation } = entry.lifecycle;
  const isSimple = representation !== undefined && isJudgedByMember(schemas, schemas[representation]);
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? !(isSimple && isSafe(name));
    if (declared.has(name)) known.set(name, answer);
    return answer;
  };
  function isSafe(name: string): boolean {
    const view = entry.view();
    const shown = view.members.get(name);
    if (shown === undefined) return !view.isOpen;
    const sent = declared.get(name);
    return sent !== undefined && impliesSchema(schemas, sent.schema, shown.schema);
  }
}
