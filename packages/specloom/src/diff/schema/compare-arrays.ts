import type { Json } from "@specloom/api-model";

import { differ, type CasePair, type Comparison, type Difference, type Edge } from "./difference.ts";
import { isImpossible, itemSchema, mostItems, prefixLength } from "./members.ts";
import { present, sampleArray, sampleValues } from "./sample.ts";
import type { ArrayCase } from "./shape.ts";

export function compareArrays(pair: CasePair<ArrayCase>): Comparison {
  return {
    differences: [...compareCounts(pair), ...compareUnique(pair), ...compareContains(pair)],
    edges: listItems(pair),
  };
}

function compareCounts({ sent, taken, at }: CasePair<ArrayCase>): Difference[] {
  const most = { sent: mostItems(sent, at.sender), taken: mostItems(taken, at.receiver) };
  const found: Difference[] = [];
  const least = { kind: "min-items", subject: "minItems", sent: sent.minItems, taken: taken.minItems };
  if (taken.minItems < sent.minItems) found.push(differ(at, { ...least, outcome: "narrower" }));
  if (taken.minItems > sent.minItems) {
    const candidates = (): Json[] => present(sampleArray(sent, at.sender, {}));
    found.push(differ(at, { ...least, outcome: "refused", candidates }));
  }
  const texts = { kind: "max-items", subject: "maxItems", sent: say(most.sent), taken: say(most.taken) };
  if (most.taken > most.sent) found.push(differ(at, { ...texts, outcome: "narrower" }));
  if (most.taken < most.sent) {
    const candidates = (): Json[] =>
      present(sampleArray(sent, at.sender, { wish: { count: most.taken + 1 } }));
    found.push(differ(at, { ...texts, outcome: "refused", candidates }));
  }
  return found;
}

function say(count: number): string {
  return Number.isFinite(count) ? String(count) : "";
}

function compareUnique({ sent, taken, at }: CasePair<ArrayCase>): Difference[] {
  if (sent.isUnique === taken.isUnique || mostItems(sent, at.sender) < 2) return [];
  const texts = {
    kind: "unique-items",
    subject: "uniqueItems",
    sent: String(sent.isUnique),
    taken: String(taken.isUnique),
  };
  if (sent.isUnique) return [differ(at, { ...texts, outcome: "narrower" })];
  const candidates = (): Json[] =>
    sampleValues(itemSchema(sent, 0, at.sender), at.sender).flatMap((value) =>
      present(sampleArray(sent, at.sender, { wish: { items: [value, value] } })),
    );
  return [differ(at, { ...texts, outcome: "refused", candidates })];
}

/** The places that have a schema of their own, and one for all that follow. */
function listItems({ sent, taken, at }: CasePair<ArrayCase>): Edge[] {
  const count = Math.max(prefixLength(sent), prefixLength(taken)) + 1;
  const edges: Edge[] = [];
  for (let index = 0; index < count && index < mostItems(sent, at.sender); index++) {
    const receiver = itemSchema(taken, index, at.receiver);
    if (isImpossible(receiver, at.receiver)) break;
    const before: undefined[] = Array.from({ length: index });
    edges.push({
      sender: itemSchema(sent, index, at.sender),
      receiver,
      wrap: (value) => sampleArray(sent, at.sender, { wish: { items: [...before, value] } }),
    });
  }
  return edges;
}

function compareContains({ sent, taken, at }: CasePair<ArrayCase>): Difference[] {
  const isFreed = sent.contains.some(({ node, min, max }) => {
    const own = at.sender.conjunction([node]);
    return !taken.contains.some((other) => {
      const isAsMuch = other.min >= min && other.max <= max;
      return isAsMuch && at.reaches(at.receiver.conjunction([other.node]), own);
    });
  });
  const refused = listMissing({ sent, taken, at });
  return refused.length === 0 && isFreed ? [differ(at, { kind: "contains", outcome: "narrower" })] : refused;
}

function listMissing({ sent, taken, at }: CasePair<ArrayCase>): Difference[] {
  return taken.contains.flatMap((asked) => {
    const wanted = at.receiver.conjunction([asked.node]);
    const isStated = sent.contains.some(({ node, min, max }) => {
      const own = at.sender.conjunction([node]);
      const isEnough = min >= asked.min && at.contains(own, wanted);
      return isEnough && (asked.max === Infinity || (max <= asked.max && at.reaches(wanted, own)));
    });
    const places = Array.from({ length: prefixLength(sent) + 1 }, (_, index) =>
      itemSchema(sent, index, at.sender),
    );
    const isImplied =
      sent.minItems >= asked.min &&
      mostItems(sent, at.sender) <= asked.max &&
      places.every((place) => at.contains(place, wanted));
    if (isStated || isImplied) return [];
    const candidates = (): Json[] =>
      [0, asked.min, asked.max + 1, sent.minItems].flatMap((count) =>
        Number.isFinite(count) ? present(sampleArray(sent, at.sender, { wish: { count } })) : [],
      );
    return [differ(at, { kind: "contains", outcome: "refused", candidates })];
  });
}
