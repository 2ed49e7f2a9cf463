// Null, booleans, numbers and texts: unions of them are compared as wholes, because a list of values is often spread over
// several cases.
import type { Json } from "@specloom/api-model";

import { sameJson, spellJson } from "../same-json.ts";
import { findText } from "../regex/find-text.ts";
import { caseAccepts } from "./accepts.ts";
import { compareHidden } from "./compare-hidden.ts";
import { compareNumbers } from "./compare-numbers.ts";
import { compareStrings } from "./compare-strings.ts";
import { differ, type Difference, type Place } from "./difference.ts";
import { sampleCase } from "./sample.ts";
import type { Case } from "./shape.ts";

/** What the cases of one scalar type on both sides differ in. */
export function compareScalars(sent: readonly Case[], taken: readonly Case[], at: Place): Difference[] {
  const finite = sent.filter((item) => finiteValues(item) !== undefined);
  const values = finite.flatMap((item) =>
    (finiteValues(item) ?? []).filter((value) => caseAccepts(item, value, at.sender) !== false),
  );
  const infinite = sent.filter((item) => finiteValues(item) === undefined);
  return [
    ...(finite.length > 0 ? compareValues({ values, isAll: infinite.length === 0 }, taken, at) : []),
    ...infinite.flatMap((item) => compareInfinite(item, taken, at)),
  ];
}

function finiteValues(item: Case): readonly Json[] | undefined {
  if (item.values !== undefined) return item.values;
  if (item.type === "null") return [null];
  return item.type === "boolean" ? [true, false] : undefined;
}

interface Listed {
  readonly values: readonly Json[];
  /** True where nothing else is sent. */
  readonly isAll: boolean;
}

function compareValues({ values, isAll }: Listed, taken: readonly Case[], at: Place): Difference[] {
  const refused = values.filter(
    (value) => !taken.some((item) => caseAccepts(item, value, at.receiver) === true),
  );
  const texts = { kind: "enum", sent: list(values), taken: describe(taken) };
  const differences =
    refused.length > 0
      ? [
          differ(at, {
            ...texts,
            subject: `values ${list(refused)}`,
            outcome: "refused",
            candidates: () => refused,
          }),
        ]
      : [];
  if (!isAll) return differences;
  const isWider = taken.some((item) => {
    const own = finiteValues(item)?.filter((value) => caseAccepts(item, value, at.receiver) !== false);
    return own === undefined || own.some((value) => !values.some((sent) => sameJson(sent, value)));
  });
  return isWider
    ? [...differences, differ(at, { ...texts, subject: "values", outcome: "narrower" })]
    : differences;
}

function compareInfinite(item: Case, taken: readonly Case[], at: Place): Difference[] {
  const open = taken.filter((other) => finiteValues(other) === undefined);
  const [first, ...more] = open.map((other) => compareShapes(item, other, at));
  if (first === undefined) {
    const said = { kind: "enum", subject: "values", sent: "any", taken: describe(taken) };
    const candidates = (): Json[] => [...sampleCase(item, at.sender), ...otherTexts(item, taken)];
    return [differ(at, { ...said, outcome: "refused", candidates })];
  }
  const fits = [first, ...more].filter((found) => !found.some(({ outcome }) => outcome === "refused"));
  // The one that is most alike says best what changed.
  const fitting = fits.toSorted((one, other) => one.length - other.length)[0];
  if (fitting !== undefined) {
    // Further cases of the receiver take what is never sent.
    const wider = taken.length > 1 && fitting.length === 0;
    const said = { kind: "alternative", subject: "alternatives", outcome: "narrower" } as const;
    return wider && !isUnionSame(taken, item) ? [differ(at, said)] : fitting;
  }
  if (more.length === 0 && taken.length === 1) return first;
  const candidates = (): Json[] =>
    [first, ...more].flat().flatMap(({ candidates: propose }) => Array.from(propose()));
  return [differ(at, { kind: "alternative", subject: "alternatives", outcome: "refused", candidates })];
}

/** A text that is sent and not among those that are listed. */
function otherTexts(item: Case, taken: readonly Case[]): string[] {
  if (item.type !== "string") return [];
  const listed = taken.flatMap((other) =>
    (other.values ?? []).map((value) => escapePattern(spellJson(value))),
  );
  const fails = [`^(?:${listed.join("|")})$`];
  const found = findText({ patterns: item.patterns, fails, min: item.minLength, max: item.maxLength });
  return found.kind === "found" ? [found.text] : [];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** A receiver's further cases say nothing new where they carry the labels of the sender's own union. */
function isUnionSame(taken: readonly Case[], item: Case): boolean {
  return item.label !== "" && taken.some(({ label }) => label === item.label);
}

function compareShapes(sent: Case, taken: Case, at: Place): Difference[] {
  const hidden = compareHidden({ sent, taken, at });
  if (sent.type === "number" && taken.type === "number")
    return [...compareNumbers({ sent, taken, at }), ...hidden];
  if (sent.type === "string" && taken.type === "string")
    return [...compareStrings({ sent, taken, at }), ...hidden];
  return hidden;
}

function list(values: readonly Json[]): string {
  const shown = values.slice(0, 5).map((value) => JSON.stringify(value));
  return `${shown.join(", ")}${values.length > 5 ? ` and ${values.length - 5} more` : ""}`;
}

function describe(taken: readonly Case[]): string {
  const values = taken.map(finiteValues);
  return values.includes(undefined) ? "any" : list(values.flatMap((own) => own ?? []));
}
