// Arrays and objects: each case that is sent needs one case that takes it. Which one, the names of the branches say, or what
// fits; a case that no single one takes is split by a member that tells the receiver's cases apart.
import type { Json } from "@specloom/api-model";

import { caseAccepts } from "./accepts.ts";
import { compareArrays } from "./compare-arrays.ts";
import { compareHidden } from "./compare-hidden.ts";
import { compareObjects, lacksRequired } from "./compare-objects.ts";
import { differ, joinComparisons, type Comparison, type Place } from "./difference.ts";
import { sampleCase, sampleVariants } from "./sample.ts";
import { splitCase } from "./split-case.ts";
import type { Case } from "./shape.ts";

export function compareUnions(sent: readonly Case[], taken: readonly Case[], at: Place): Comparison {
  const used = new Set<Case>();
  const parts = sent.map((item) => compareOne(item, taken, { at, used }));
  const isOnly = isAlone(sent) && isAlone(taken);
  const unused = taken.filter((item) => !used.has(item));
  const idle = unused.map((item) =>
    differ(at, {
      kind: "alternative",
      subject: `alternative ${item.label}`,
      outcome: "narrower",
      taken: "allowed",
    }),
  );
  const { differences, edges } = joinComparisons([...parts, { differences: idle, edges: [] }]);
  return {
    differences,
    edges: isOnly ? edges.map((edge) => Object.assign(edge, { isDecisive: true })) : edges,
  };
}

/** True where there is no other way to be taken or to be refused. */
function isAlone(cases: readonly Case[]): boolean {
  const [only] = cases;
  return cases.length === 1 && only?.values === undefined && only?.excludes.length === 0;
}

interface Union {
  readonly at: Place;
  /** Cases of the receiver that something sent was paired with. */
  readonly used: Set<Case>;
}

function compareOne(item: Case, taken: readonly Case[], { at, used }: Union): Comparison {
  if (item.values !== undefined) return compareListed(item, taken, { at, used });
  const named = taken.find(({ label }) => label !== "" && label === item.label);
  const preferred = named ?? (taken.length === 1 ? taken[0] : undefined);
  const own = preferred && compareCases(item, preferred, at);
  if (preferred !== undefined) used.add(preferred);
  if (own !== undefined && (taken.length === 1 || isClean(own, at))) return own;
  const fitting = findFitting(item, taken, { at, used });
  if (fitting !== undefined) return fitting;
  for (const pieces of splitCase(item, taken, at)) {
    const found = pieces.map((piece) => findFitting(piece, taken, { at, used }));
    if (!found.includes(undefined)) return joinComparisons(found.flatMap((piece) => piece ?? []));
  }
  if (own !== undefined) return own;
  const candidates = (): Json[] => [
    ...sampleVariants(item, at.sender),
    ...taken.flatMap((other) =>
      compareCases(item, other, at).differences.flatMap(({ candidates: propose }) => Array.from(propose())),
    ),
  ];
  const said = {
    kind: "alternative",
    subject: `alternative ${item.label}`,
    sent: "allowed",
    taken: "not among them",
  };
  return { differences: [differ(at, { ...said, outcome: "refused", candidates })], edges: [] };
}

function compareListed(item: Case, taken: readonly Case[], { at, used }: Union): Comparison {
  const values = (item.values ?? []).filter((value) => caseAccepts(item, value, at.sender) !== false);
  const accepts = (other: Case, value: Json): boolean => caseAccepts(other, value, at.receiver) === true;
  for (const other of taken) if (values.some((value) => accepts(other, value))) used.add(other);
  const refused = values.filter((value) => !taken.some((other) => accepts(other, value)));
  if (refused.length === 0) return { differences: [], edges: [] };
  const said = { kind: "enum", subject: "values", candidates: () => refused };
  return { differences: [differ(at, { ...said, outcome: "refused" })], edges: [] };
}

/** The receiver's case that takes all of it; of several the one that is most alike, which says best what changed. */
function findFitting(item: Case, taken: readonly Case[], { at, used }: Union): Comparison | undefined {
  let best: { readonly other: Case; readonly found: Comparison } | undefined;
  for (const other of taken) {
    if (lacksRequired(item, other)) continue;
    const found = compareCases(item, other, at);
    const isBetter = best === undefined || found.differences.length < best.found.differences.length;
    if (isBetter && isClean(found, at)) best = { other, found };
    if (best?.found.differences.length === 0) break;
  }
  if (best !== undefined) used.add(best.other);
  return best?.found;
}

function compareCases(sent: Case, taken: Case, at: Place): Comparison {
  if (taken.values !== undefined) {
    const candidates = (): Json[] => sampleCase(sent, at.sender);
    return {
      differences: [differ(at, { kind: "enum", subject: "values", outcome: "refused", candidates })],
      edges: [],
    };
  }
  const hidden = { differences: compareHidden({ sent, taken, at }), edges: [] };
  if (sent.type === "array" && taken.type === "array") {
    return joinComparisons([compareArrays({ sent, taken, at }), hidden]);
  }
  if (sent.type === "object" && taken.type === "object") {
    return joinComparisons([compareObjects({ sent, taken, at }), hidden]);
  }
  return hidden;
}

/** True where it is proved that the receiver takes all of it, what stands inside included. */
function isClean({ differences, edges }: Comparison, at: Place): boolean {
  return (
    !differences.some(({ outcome }) => outcome === "refused") &&
    edges.every(({ sender, receiver }) => at.contains(sender, receiver))
  );
}
