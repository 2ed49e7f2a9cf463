import type { Json } from "@specloom/api-model";

import { differ, type CasePair, type Difference } from "./difference.ts";
import { isDisjoint } from "./disjoint.ts";
import { sampleCase, sampleValues, sampleVariants } from "./sample.ts";

/** What a case holds beside its shape: constraints known by name only, and what must not be satisfied. */
export function compareHidden({ sent, taken, at }: CasePair): Difference[] {
  const unknown = taken.opaque.filter((name) => !sent.opaque.includes(name));
  const gone = sent.opaque.filter((name) => !taken.opaque.includes(name));
  const sample = (): Json[] => sampleCase(sent, at.sender);
  const named = unknown.map((name) =>
    differ(at, {
      kind: "constraint",
      subject: name,
      outcome: "refused",
      taken: "stated",
      candidates: sample,
    }),
  );
  const loosened =
    unknown.length === 0
      ? gone.map((name) =>
          differ(at, { kind: "constraint", subject: name, outcome: "narrower", sent: "stated" }),
        )
      : [];
  const backwards = { sender: at.receiver, receiver: at.sender, isClosed: at.isClosed };
  const excluded = taken.excludes.filter((other, index) => {
    const isStated = someFrom(sent.excludes, index, (own) => at.reaches(other, own));
    return !isStated && !isDisjoint(sent, other, at);
  });
  const refused = excluded.map((other) =>
    differ(at, {
      kind: "excluded",
      subject: "what must not match",
      outcome: "refused",
      candidates: () => [...sampleValues(other, at.receiver), ...sampleVariants(sent, at.sender)],
    }),
  );
  const isFreed =
    refused.length === 0 &&
    sent.excludes.some(
      (own, index) =>
        !someFrom(taken.excludes, index, (other) => at.contains(own, other)) &&
        !isDisjoint(taken, own, backwards),
    );
  const freed = isFreed
    ? [differ(at, { kind: "excluded", subject: "what must not match", outcome: "narrower" })]
    : [];
  return [...named, ...loosened, ...refused, ...freed];
}

/** As `some`, the item at the index first: the branches of two versions of a union stand mostly in one order. */
function someFrom<Item>(items: readonly Item[], index: number, test: (item: Item) => boolean): boolean {
  const near = items[index];
  return (near !== undefined && test(near)) || items.some(test);
}
