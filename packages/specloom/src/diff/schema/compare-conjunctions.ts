// Two schemas, taken apart into cases, type by type.
import type { Json } from "@specloom/api-model";

import { compareScalars } from "./compare-scalars.ts";
import { compareUnions } from "./compare-unions.ts";
import { differ, joinComparisons, type Comparison, type Difference, type Place } from "./difference.ts";
import { isImpossible, memberSchema, requiredNames } from "./members.ts";
import { sampleCase, sampleValues } from "./sample.ts";
import type { SchemaReader } from "./schema-reader.ts";
import type { Case, Conjunction, TypeName } from "./shape.ts";
import { spellNumbers } from "./spell-numbers.ts";

const TYPES: readonly TypeName[] = ["null", "boolean", "number", "string", "array", "object"];

export function compareConjunctions(sender: Conjunction, receiver: Conjunction, at: Place): Comparison {
  const sent = at.sender.casesOf(sender)?.filter((item) => isSendable(item, at.sender));
  const taken = at.receiver.casesOf(receiver)?.filter((item) => isSendable(item, at.receiver));
  if (sent === undefined || taken === undefined) {
    const candidates = (): readonly Json[] => sampleValues(sender, at.sender);
    const said = { kind: "composition", subject: "unions of more cases than are taken apart", candidates };
    return { differences: [differ(at, { ...said, outcome: "refused" })], edges: [] };
  }
  return compareTypes(at.isText ? spellNumbers(sent, taken) : sent, taken, at);
}

/** False where a member is required that nothing can fill. */
function isSendable(item: Case, reader: SchemaReader): boolean {
  if (item.type !== "object") return true;
  return requiredNames(item).every((name) => !isImpossible(memberSchema(item, name, reader), reader));
}

function compareTypes(sent: readonly Case[], taken: readonly Case[], at: Place): Comparison {
  const parts: Comparison[] = [];
  const refused: Case[] = [];
  const idle: TypeName[] = [];
  for (const type of TYPES) {
    const ones = sent.filter((item) => item.type === type);
    const others = taken.filter((item) => item.type === type);
    if (others.length === 0) refused.push(...ones);
    else if (ones.length === 0) idle.push(type);
    else if (type === "array" || type === "object") parts.push(compareUnions(ones, others, at));
    else parts.push({ differences: compareScalars(ones, others, at), edges: [] });
  }
  const texts = { sent: describeTypes(sent), taken: describeTypes(taken) };
  const differences: Difference[] = [];
  if (refused.length > 0) {
    const candidates = (): Json[] => refused.flatMap((item) => sampleCase(item, at.sender));
    differences.push(differ(at, { ...kindOf(refused), outcome: "refused", ...texts, candidates }));
  }
  if (idle.length > 0) {
    differences.push(
      differ(at, { ...kindOf(idle.map((type) => ({ type }))), outcome: "narrower", ...texts }),
    );
  }
  return joinComparisons([{ differences, edges: [] }, ...parts]);
}

function kindOf(cases: readonly { readonly type: TypeName }[]): { kind: string; subject: string } {
  const isNull = cases.every(({ type }) => type === "null");
  return isNull ? { kind: "nullable", subject: "null" } : { kind: "type", subject: "type" };
}

function describeTypes(cases: readonly Case[]): string {
  const names = TYPES.filter((type) => cases.some((item) => item.type === type));
  return names.length === TYPES.length ? "any" : names.join(" or ");
}
