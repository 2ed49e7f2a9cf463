import type { Json } from "@specloom/api-model";

import { acceptsValue } from "./accepts.ts";
import { compareOthers } from "./compare-others.ts";
import {
  differ,
  joinComparisons,
  type CasePair,
  type Comparison,
  type Difference,
  type Edge,
} from "./difference.ts";
import type { ObjectPair } from "./object-pair.ts";
import { declaredNames, isImpossible, isOpen, memberSchema, requiredNames } from "./members.ts";
import { present, sampleObject, sampleValues } from "./sample.ts";
import type { Case, Conjunction, ObjectCase } from "./shape.ts";

export function compareObjects(given: CasePair<ObjectCase>): Comparison {
  const { sent, taken, at } = given;
  const pair: ObjectPair = {
    ...given,
    own: new Set(declaredNames(sent, at.sender)),
    known: new Set(declaredNames(taken, at.receiver)),
    isOpen: !at.isClosed || isOpen(sent, at.sender),
    sample: (wish) => present(sampleObject(sent, at.sender, { wish })),
  };
  const own = [...pair.own].map((name) => compareMember(pair, name));
  const foreign = [...pair.known]
    .filter((name) => !pair.own.has(name))
    .map((name) => compareForeign(pair, name));
  return joinComparisons([
    { differences: [...compareRequired(pair), ...compareCounts(pair), ...compareNames(pair)], edges: [] },
    { differences: compareDependents(pair), edges: [] },
    ...own,
    ...foreign,
    compareOthers(pair),
  ]);
}

/** Pointers of a member on both sides. */
function pointersOf({ sent, taken, at }: ObjectPair, name: string): CasePair["at"]["pointers"] {
  const sender = writtenAt(sent, name) ?? at.pointers.sender;
  const receiver = writtenAt(taken, name) ?? at.pointers.receiver;
  return { ...(sender !== undefined && { sender }), ...(receiver !== undefined && { receiver }) };
}

function writtenAt(shape: ObjectCase, name: string): string | undefined {
  return shape.parts.find(({ properties }) => properties.has(name))?.properties.get(name)?.pointer;
}

/** True where the receiver asks for a member that the sender may leave out: so much is seen without a comparison. */
export function lacksRequired(sent: Case, taken: Case): boolean {
  if (sent.type !== "object" || taken.type !== "object") return false;
  const given = new Set(requiredNames(sent));
  return requiredNames(taken).some((name) => !given.has(name));
}

function compareRequired(pair: ObjectPair): Difference[] {
  const { sent, taken, at } = pair;
  const given = new Set(requiredNames(sent));
  const asked = new Set(requiredNames(taken));
  const missing = [...asked].filter((name) => !given.has(name));
  const loosened = [...given].filter((name) => !asked.has(name) && pair.known.has(name));
  const say = (
    name: string,
  ): Pick<Difference, "kind" | "subject"> & { pointers: CasePair["at"]["pointers"] } => ({
    kind: "required",
    subject: `member ${JSON.stringify(name)}`,
    pointers: at.pointers,
  });
  return [
    ...missing.map((name) =>
      differ(at, {
        ...say(name),
        outcome: "refused",
        sent: pair.own.has(name) ? "optional" : "",
        taken: "required",
        candidates: () => pair.sample({ without: [name] }),
      }),
    ),
    ...loosened.map((name) =>
      differ(at, { ...say(name), outcome: "narrower", sent: "required", taken: "optional" }),
    ),
  ];
}

function compareMember(pair: ObjectPair, name: string): Comparison {
  const { taken, at } = pair;
  const subject = `member ${JSON.stringify(name)}`;
  const sender = memberSchema(pair.sent, name, at.sender);
  const receiver = memberSchema(taken, name, at.receiver);
  const pointers = pointersOf(pair, name);
  if (isImpossible(receiver, at.receiver)) {
    const candidates = (): Json[] =>
      sampleValues(sender, at.sender).flatMap((value) => pair.sample({ members: { [name]: value } }));
    const said = { kind: "property", subject, sent: "declared", taken: "refused", pointers };
    return { differences: [differ(at, { ...said, outcome: "refused", candidates })], edges: [] };
  }
  const edges = [edgeTo(pair, { name, sender, receiver })];
  const isKnown = pair.known.has(name) || taken.parts.some(({ patterns }) => patterns.length > 0);
  if (isKnown) return { differences: [], edges };
  const ignored = differ(at, { kind: "property", subject, outcome: "ignored", sent: "declared", pointers });
  // What nothing is said about takes any value; that is not news.
  return { differences: [ignored], edges: receiver.nodes.length === 0 ? [] : edges };
}

function edgeTo(pair: ObjectPair, to: { name: string; sender: Conjunction; receiver: Conjunction }): Edge {
  const { name, sender, receiver } = to;
  return { sender, receiver, wrap: (value) => pair.sample({ members: { [name]: value } })[0] };
}

/** A member that only the receiver declares. */
function compareForeign(pair: ObjectPair, name: string): Comparison {
  const { sent, taken, at } = pair;
  const receiver = memberSchema(taken, name, at.receiver);
  const sender = memberSchema(sent, name, at.sender);
  const isSendable = pair.isOpen && !isImpossible(sender, at.sender);
  const unsent = differ(at, {
    kind: "property",
    subject: `member ${JSON.stringify(name)}`,
    outcome: "unsent",
    taken: "declared",
    pointers: pointersOf(pair, name),
  });
  return {
    differences: taken.required.has(name) ? [] : [unsent],
    edges: isSendable ? [edgeTo(pair, { name, sender, receiver })] : [],
  };
}

function compareCounts(pair: ObjectPair): Difference[] {
  const { sent, taken, at } = pair;
  const least = Math.max(sent.minProperties, requiredNames(sent).length);
  const most = Math.min(sent.maxProperties, pair.isOpen ? Infinity : pair.own.size);
  const found: Difference[] = [];
  const low = {
    kind: "min-properties",
    subject: "minProperties",
    sent: sent.minProperties,
    taken: taken.minProperties,
  };
  if (taken.minProperties > least) {
    found.push(differ(at, { ...low, outcome: "refused", candidates: () => pair.sample({}) }));
  } else if (taken.minProperties < sent.minProperties)
    found.push(differ(at, { ...low, outcome: "narrower" }));
  const high = {
    kind: "max-properties",
    subject: "maxProperties",
    sent: sayCount(sent.maxProperties),
    taken: sayCount(taken.maxProperties),
  };
  if (taken.maxProperties < most) {
    const candidates = (): Json[] => pair.sample({ count: taken.maxProperties + 1 });
    found.push(differ(at, { ...high, outcome: "refused", candidates }));
  } else if (taken.maxProperties > sent.maxProperties)
    found.push(differ(at, { ...high, outcome: "narrower" }));
  return found;
}

function sayCount(count: number): string {
  return Number.isFinite(count) ? String(count) : "";
}

function compareNames(pair: ObjectPair): Difference[] {
  const { sent, taken, at } = pair;
  const asked = at.receiver.conjunction(taken.names);
  const refused = [...pair.own].filter((name) => acceptsValue(asked, name, at.receiver) !== true);
  const stated = at.sender.conjunction(sent.names);
  const said = { kind: "property-names", subject: "propertyNames", pointers: at.pointers } as const;
  const isFree = pair.isOpen && !at.contains(stated, asked);
  if (refused.length === 0 && !isFree) {
    return pair.isOpen && !at.reaches(asked, stated) ? [differ(at, { ...said, outcome: "narrower" })] : [];
  }
  const candidates = (): Json[] => {
    const free = isFree ? ["a b", "A", "", ...sampleValues(stated, at.sender).map(String)] : [];
    return [...refused, ...free].flatMap((name) =>
      sampleValues(memberSchema(sent, name, at.sender), at.sender)
        .slice(0, 2)
        .flatMap((value) => pair.sample({ members: { [name]: value } })),
    );
  };
  const names = refused.map((name) => JSON.stringify(name)).join(", ");
  return [differ(at, { ...said, outcome: "refused", candidates, sent: names })];
}

function compareDependents(pair: ObjectPair): Difference[] {
  const { sent, taken, at } = pair;
  const said = { kind: "dependent-required", pointers: at.pointers };
  const refused = listNeeds(taken, sent).flatMap(({ name, missing }) => {
    const member = memberSchema(sent, name, at.sender);
    if (!pair.own.has(name) && !(pair.isOpen && !isImpossible(member, at.sender))) return [];
    const candidates = (): Json[] =>
      sampleValues(member, at.sender)
        .slice(0, 2)
        .flatMap((value) =>
          missing.flatMap((need) => pair.sample({ members: { [name]: value }, without: [need] })),
        );
    const subject = `members needed beside ${JSON.stringify(name)}`;
    return [differ(at, { ...said, subject, taken: missing.join(", "), outcome: "refused", candidates })];
  });
  const freed = listNeeds(sent, taken).filter(({ name }) => pair.own.has(name) || pair.isOpen);
  if (refused.length > 0 || freed.length === 0) return refused;
  const subject = `members needed beside ${freed.map(({ name }) => JSON.stringify(name)).join(", ")}`;
  const needs = freed.flatMap(({ missing }) => missing).join(", ");
  return [differ(at, { ...said, subject, sent: needs, outcome: "narrower" })];
}

/** What `asking` needs beside a member, and `giving` does not. */
function listNeeds(asking: ObjectCase, giving: ObjectCase): { name: string; missing: string[] }[] {
  const given = new Set(requiredNames(giving));
  return asking.dependentRequired.flatMap(({ name, needs }) => {
    const own = giving.dependentRequired.filter((other) => other.name === name);
    const stated = new Set(own.flatMap((other) => other.needs));
    const missing = needs.filter((need) => !given.has(need) && !stated.has(need));
    return missing.length === 0 ? [] : [{ name, missing }];
  });
}
