import { both, derive, LAST_CODE_POINT, not, setsOf, NOTHING, type Expression } from "./expression.ts";
import { ofLength, parsePattern } from "./parse-pattern.ts";

/** States that one search looks at; past that it is undecided. */
const MOST_STATES = 4000;
/** Characters of the states that one search writes down, which is what it costs: states grow with the pattern. */
const MOST_WRITTEN = 2_000_000;
/** Characters of a pattern that is looked into. */
const LONGEST_PATTERN = 1000;

export interface TextQuery {
  /** Patterns that the text matches. */
  readonly patterns: readonly string[];
  /** Patterns of which the text fails at least one; none means that there is nothing to fail. */
  readonly fails?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

export type FoundText =
  | { readonly kind: "found"; readonly text: string }
  /** Proved: there is no such text. */
  | { readonly kind: "none" }
  | { readonly kind: "undecided" };

/** The shortest text that matches every pattern, has the length, and fails one of `fails`. */
export function findText({ patterns, fails, min = 0, max = Infinity }: TextQuery): FoundText {
  const key = JSON.stringify([patterns, fails, min, max === Infinity ? "" : max]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = find({ patterns, fails, min, max });
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** One comparison asks the same of a pattern for every place where it stands, and again for the proof. */
const answers = new Map<string, FoundText>();
const MOST_ANSWERS = 1000;

function find({
  patterns,
  fails,
  min,
  max,
}: Required<Pick<TextQuery, "patterns" | "min" | "max">> & {
  readonly fails: TextQuery["fails"] | undefined;
}): FoundText {
  if ([...patterns, ...(fails ?? [])].some(({ length }) => length > LONGEST_PATTERN))
    return { kind: "undecided" };
  const wanted = patterns.map(parsePattern);
  const unwanted = (fails ?? []).map(parsePattern);
  if ([...wanted, ...unwanted].includes(undefined)) return { kind: "undecided" };
  const refused = fails === undefined ? [] : [not(both(...unwanted.filter(isKnown)))];
  return search(both(...wanted.filter(isKnown), ...refused, ofLength(min, max)));
}

function search(start: Expression): FoundText {
  const points = representatives(start);
  const seen = new Set([start.key]);
  let written = start.key.length;
  let layer: { state: Expression; text: string }[] = [{ state: start, text: "" }];
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const { state, text } of layer) {
      if (state.isNullable) return { kind: "found", text };
      for (const point of points) {
        const derived = derive(state, point);
        written += derived.key.length;
        if (derived === NOTHING || seen.has(derived.key)) continue;
        if (seen.size >= MOST_STATES || written > MOST_WRITTEN) return { kind: "undecided" };
        seen.add(derived.key);
        next.push({ state: derived, text: text + String.fromCodePoint(point) });
      }
    }
    layer = next;
  }
  return { kind: "none" };
}

/** One code point of each stretch that no set of the expression tells apart; a readable one where there is one. */
function representatives(expression: Expression): number[] {
  const cuts = new Set([0, 0xd800, 0xe000]);
  for (const set of setsOf(expression)) {
    for (const [from, to] of set) {
      cuts.add(from);
      cuts.add(to + 1);
    }
  }
  const starts = [...cuts].filter((cut) => cut <= LAST_CODE_POINT).toSorted((one, other) => one - other);
  return (
    starts
      .map((from, index) => ({ from, to: (starts[index + 1] ?? LAST_CODE_POINT + 1) - 1 }))
      // Half of a surrogate pair is no character.
      .filter(({ from }) => from < 0xd800 || from >= 0xe000)
      .map(({ from, to }) => preferred(from, to))
      .toSorted((one, other) => rank(one) - rank(other))
  );
}

function preferred(from: number, to: number): number {
  for (const point of [97, 48, 65, 32, 33]) if (from <= point && point <= to) return point;
  return from;
}

function rank(point: number): number {
  if ((point >= 97 && point <= 122) || (point >= 48 && point <= 57)) return 0;
  return point > 32 && point < 127 ? 1 : point + 2;
}

function isKnown(part: Expression | undefined): part is Expression {
  return part !== undefined;
}
