// One member that an update can surely change, and the body that changes it.
import type { Json, Operation, Schema } from "@specloom/api-model";
import { bodyType } from "../exchange/build-request.ts";
import { isReadOnly } from "../judge/is-read-only.ts";
import { alterValue } from "../make/alter-value.ts";
import { isReferenceName } from "../make/references.ts";
import { Blocked } from "./scenario-run.ts";
import type { Stage, Thing } from "./stage.ts";

export interface Change {
  readonly member: string;
  readonly value: Json;
  readonly body: { readonly [member: string]: Json };
  /** Members that the operation takes and this change leaves out. */
  readonly unsent: ReadonlySet<string>;
}

/** What a change is chosen for. */
export interface ChangeChoice {
  readonly operation: Operation;
  /** The thing as it is now. */
  readonly current: Thing;
  /** Members that the document gives it. */
  readonly documented: ReadonlySet<string>;
  /** Members that are not to be chosen. @default none */
  readonly besides?: readonly string[];
}

/**
 * The first member of the body that has another valid value, the name last. A replacement sends all that the thing has, an
 * update that member and what the body requires.
 * @throws Blocked where there is none
 */
export function chooseChange(
  stage: Pick<Stage, "run" | "lifecycle" | "volatile">,
  { operation, current, documented, besides = [] }: ChangeChoice,
): Change {
  const { run, lifecycle, volatile } = stage;
  const { schemas } = run.session;
  const schema = operation.body?.content.find(({ mediaType }) => mediaType === bodyType(operation))?.schema;
  if (schema === undefined)
    throw new Blocked(`${operation.method} ${operation.path} documents no body that can be sent`);
  const managed = new Set(lifecycle.managed.map(({ member }) => member));
  const isWritable = (name: string, member: Schema): boolean =>
    !managed.has(name) && !volatile.has(name) && !isReadOnly(schemas, member);
  const members = [...schemas.members(schema)].filter(([name, member]) => isWritable(name, member));
  const nameLast = members.toSorted(([a], [b]) => Number(a === "name") - Number(b === "name"));
  const word = run.word();
  const kept = (name: string): boolean =>
    Object.hasOwn(current, name) &&
    (operation.verb === "replace" || isRequired(schemas.resolve(schema), name));
  for (const [name, member] of nameLast) {
    if (isReferenceName(name) || !documented.has(name) || besides.includes(name)) continue;
    const value = alterValue(
      schemas,
      { schema: member, present: Object.hasOwn(current, name) ? current[name] : undefined },
      word,
    );
    if (value === undefined) continue;
    const others = members
      .filter(([other]) => other !== name && kept(other))
      .map(([other]) => [other, current[other] as Json]);
    const body = { ...Object.fromEntries(others), [name]: value } as Change["body"];
    if (schemas.validate("request", schema, body).length > 0) continue;
    const unsent = new Set(members.map(([other]) => other).filter((other) => !Object.hasOwn(body, other)));
    return { member: name, value, body, unsent };
  }
  throw new Blocked(
    `${operation.method} ${operation.path}: the body has no member for which another valid value is sure`,
  );
}

function isRequired(schema: { readonly [keyword: string]: Json }, name: string): boolean {
  const { required } = schema;
  return Array.isArray(required) && required.includes(name);
}
