import type { Json } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import type { JsonObject } from "../json.ts";
import { faultyMember } from "../schema/faulty-member.ts";
import { showEntity } from "../plan/entity-view.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";
import { createRandom } from "../random.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { typesThroughReferences } from "../schema/schema-view.ts";

export interface Sending {
  readonly members: JsonObject;
  readonly sent: JsonObject;
  /** What stands in for members that were not sent. */
  readonly defaults: readonly (readonly [name: string, value: Json])[];
  readonly expandable: ReadonlySet<string>;
  /** Whether a member that the request's schema lets through may be more than the answer's allows. */
  readonly mayExceed: (name: string) => boolean;
}

/**
 * What is kept of members that may stand in the request but not in the answer. A text or number is refused where the answer has
 * one there: a server that took it could only answer against its document. An object or list, or a text where the answer has an
 * object, is there called alike and shaped otherwise: it is taken, and shown in the answer's shape.
 */
export function checkSent(
  context: MockContext,
  entry: LifecycleEntry,
  { members, sent, defaults, expandable, mayExceed }: Sending,
): { readonly members: JsonObject } | Fault {
  const { representation } = entry.lifecycle;
  if (representation === undefined || !isDoubtful()) return { members };
  const validate = context.validators.response(representation);
  const kept = new Map<string, Json>(Object.entries(members));
  const replaced = new Set<string>();
  while (true) {
    const shown = Object.fromEntries(showEntity(entry.view(), Object.fromEntries(kept), expandable));
    const wrong = validate(shown);
    const name = wrong === undefined ? undefined : faultyMember(wrong);
    const isSent = name !== undefined && Object.hasOwn(sent, name);
    if (name === undefined || replaced.has(name) || !(isSent || defaults.some(([usual]) => usual === name)))
      return { members: Object.fromEntries(kept) };
    const member = entry.view().members.get(name);
    if (member === undefined) {
      // No member that answers name: they need not show it.
      kept.delete(name);
      continue;
    }
    const isAlike = areBothPlain(kept.get(name), typesThroughReferences(context.schemas, member.schema));
    if (isSent && (isAlike || wrong?.includes("must match format")))
      return fault("invalid-body", `body ${wrong}`);
    kept.set(name, sampleMember(context, entry, name));
    replaced.add(name);
  }
  function isDoubtful(): boolean {
    return Object.keys(sent).some(mayExceed) || defaults.some(([name]) => mayExceed(name));
  }
}

const PLAIN_TYPES = new Set(["string", "number", "integer", "boolean"]);

/** Never of objects and lists: those of one type may still be shaped otherwise. */
function areBothPlain(value: Json | undefined, types: ReadonlySet<string>): boolean {
  if (typeof value === "object" && value !== null) return false;
  return types.size === 0 || [...types].some((type) => PLAIN_TYPES.has(type));
}

function sampleMember({ schemas, seed, now }: MockContext, entry: LifecycleEntry, name: string): Json {
  const options = { schemas, random: createRandom(seed), now: now(), members: "required" } as const;
  return sampleValue(entry.view().members.get(name)?.schema, options);
}
