// Members that are not declared: what the sender may send under `additionalProperties` and `patternProperties`.
import type { Json } from "@specloom/api-model";

import { findText } from "../regex/find-text.ts";
import { differ, type Comparison, type Edge } from "./difference.ts";
import { isImpossible, matches, otherMembers } from "./members.ts";
import type { ObjectPair } from "./object-pair.ts";
import { sampleValues } from "./sample.ts";
import type { Conjunction, ObjectCase } from "./shape.ts";

export function compareOthers(pair: ObjectPair): Comparison {
  const { sent, taken, at } = pair;
  const own = otherMembers(sent, at.sender);
  const other = otherMembers(taken, at.receiver);
  const isRefusing = isImpossible(other, at.receiver);
  const isForbidden = isImpossible(own, at.sender);
  const said = { kind: "additional-properties", subject: "additionalProperties" } as const;
  if (!pair.isOpen) {
    const wider = differ(at, { ...said, outcome: "narrower", sent: "refused", taken: "ignored" });
    return { differences: isForbidden && !isRefusing ? [wider] : [], edges: [] };
  }
  const patterned = comparePatterned(pair);
  if (isForbidden) return patterned;
  if (isRefusing) {
    const candidates = (): Json[] =>
      sampleValues(own, at.sender).flatMap((value) => pair.sample({ members: { [freeName(pair)]: value } }));
    const refused = differ(at, { ...said, outcome: "refused", sent: "any", taken: "refused", candidates });
    return { ...patterned, differences: [...patterned.differences, refused] };
  }
  const named = (name: string, receiver: Conjunction): Edge => ({
    sender: own,
    receiver,
    wrap: (value) => pair.sample({ members: { [name]: value } })[0],
  });
  const stated = patternsOf(sent);
  const matched = patternsOf(taken).flatMap((pattern) => {
    if (stated.includes(pattern)) return [];
    const found = findText({ patterns: [pattern] });
    return found.kind === "found" ? [named(found.text, receiverOf(pair, pattern))] : [];
  });
  return { ...patterned, edges: [...patterned.edges, named(freeName(pair), other), ...matched] };
}

/** A name that neither side declares and no pattern matches, as far as one is found. */
function freeName({ sent, taken, own, known }: ObjectPair): string {
  const patterns = [...patternsOf(sent), ...patternsOf(taken)];
  const names = ["extra", "other", "x", "additional member", "Z9", "0", "é"];
  const isFree = (name: string): boolean =>
    !own.has(name) && !known.has(name) && !patterns.some((pattern) => matches(pattern, name));
  return names.find(isFree) ?? "extra-member";
}

function patternsOf(shape: ObjectCase): string[] {
  return [...new Set(shape.parts.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern)))];
}

/** What is sent under a pattern, against everything that the receiver may say about such a name. */
function comparePatterned(pair: ObjectPair): Comparison {
  const { sent, at } = pair;
  const edges = patternsOf(sent).flatMap((pattern): Edge[] => {
    const found = findText({ patterns: [pattern] });
    const name = found.kind === "found" ? found.text : pattern;
    const nodes = sent.parts.flatMap(({ patterns }) =>
      patterns.filter((own) => own.pattern === pattern).map(({ node }) => node),
    );
    const sender = at.sender.conjunction(nodes);
    const wrap = (value: Json): Json | undefined => pair.sample({ members: { [name]: value } })[0];
    return [{ sender, receiver: receiverOf(pair, pattern), wrap }];
  });
  return { differences: [], edges };
}

/** The strictest that the receiver can say of a name that matches the pattern. */
function receiverOf({ taken, at }: ObjectPair, pattern: string): Conjunction {
  return at.receiver.conjunction(
    taken.parts.flatMap(({ properties, patterns, additional }) => {
      const same = patterns.filter((own) => own.pattern === pattern);
      const others = patterns.filter((own) => own.pattern !== pattern && canMeet(own.pattern, pattern));
      const declared = [...properties].filter(([name]) => matches(pattern, name)).map(([, node]) => node);
      const rest = same.length === 0 && additional !== undefined ? [additional] : [];
      return [...[...same, ...others].map(({ node }) => node), ...declared, ...rest];
    }),
  );
}

function canMeet(one: string, other: string): boolean {
  return findText({ patterns: [one, other] }).kind !== "none";
}
