import { differ, type CasePair, type Difference } from "./difference.ts";
import { numberAccepts } from "./accepts.ts";
import { sampleNumbers } from "./sample.ts";
import type { NumberCase } from "./shape.ts";

/** Whole numbers that are looked at one by one where nothing shorter decides. */
const MOST_NUMBERS = 2000;

export function compareNumbers(pair: CasePair<NumberCase>): Difference[] {
  const { sent, taken } = pair;
  const isProved = (limited: NumberCase): boolean => acceptsAll(sent, limited);
  const free: NumberCase = {
    ...taken,
    minimum: -Infinity,
    maximum: Infinity,
    isMinimumExclusive: false,
    isMaximumExclusive: false,
    isInteger: false,
    multiples: [],
  };
  const { minimum, isMinimumExclusive, maximum, isMaximumExclusive } = taken;
  return [
    ...bound(pair, "minimum", isProved({ ...free, minimum, isMinimumExclusive })),
    ...bound(pair, "maximum", isProved({ ...free, maximum, isMaximumExclusive })),
    ...compareSteps(pair),
  ];
}

/** Bounds with the exclusive ones of whole numbers written as inclusive ones. */
function limits(item: NumberCase): { low: number; high: number; openLow: boolean; openHigh: boolean } {
  const { minimum, maximum, isMinimumExclusive, isMaximumExclusive } = item;
  if (!item.isInteger)
    return { low: minimum, high: maximum, openLow: isMinimumExclusive, openHigh: isMaximumExclusive };
  const low = isMinimumExclusive ? Math.floor(minimum) + 1 : Math.ceil(minimum);
  const high = isMaximumExclusive ? Math.ceil(maximum) - 1 : Math.floor(maximum);
  return { low, high, openLow: false, openHigh: false };
}

/** True where it is proved that the bounds of `limited` refuse nothing that is sent. */
function acceptsAll(sent: NumberCase, limited: NumberCase): boolean {
  const own = limits(sent);
  const step = sent.multiples[0] ?? 0;
  const low = step > 0 && Number.isFinite(own.low) ? Math.ceil(own.low / step) * step : own.low;
  const high = step > 0 && Number.isFinite(own.high) ? Math.floor(own.high / step) * step : own.high;
  const { minimum, maximum, isMinimumExclusive, isMaximumExclusive } = limited;
  const isLowFine = low > minimum || (low === minimum && (!isMinimumExclusive || own.openLow));
  const isHighFine = high < maximum || (high === maximum && (!isMaximumExclusive || own.openHigh));
  return (isLowFine || minimum === -Infinity) && (isHighFine || maximum === Infinity);
}

function bound(
  { sent, taken, at }: CasePair<NumberCase>,
  side: "minimum" | "maximum",
  isProved: boolean,
): Difference[] {
  const own = say(sent, side);
  const other = say(taken, side);
  if (own === other) return [];
  const isWider = side === "minimum" ? taken.minimum <= sent.minimum : taken.maximum >= sent.maximum;
  const isSameLimit = taken[side] === sent[side];
  if (isProved) {
    // An open bound became a closed one, or the limit moved: where whole numbers are meant it can be the same.
    const isSame =
      limits(sent).low === limits(taken).low && limits(sent).high === limits(taken).high && sent.isInteger;
    if (isSame || (!isWider && !isSameLimit)) return [];
    return [differ(at, { kind: side, outcome: "narrower", sent: own, taken: other })];
  }
  const { isMinimumExclusive, isMaximumExclusive, minimum, maximum } = taken;
  const beyond: NumberCase =
    side === "minimum"
      ? { ...sent, maximum: minimum, isMaximumExclusive: !isMinimumExclusive }
      : { ...sent, minimum: maximum, isMinimumExclusive: !isMaximumExclusive };
  const candidates = (): number[] => sampleNumbers(beyond).filter((value) => numberAccepts(sent, value));
  return [differ(at, { kind: side, outcome: "refused", sent: own, taken: other, candidates })];
}

function say(item: NumberCase, side: "minimum" | "maximum"): string {
  const value = item[side];
  if (!Number.isFinite(value)) return "";
  const isExclusive = side === "minimum" ? item.isMinimumExclusive : item.isMaximumExclusive;
  return isExclusive ? `${value} (exclusive)` : String(value);
}

function compareSteps({ sent, taken, at }: CasePair<NumberCase>): Difference[] {
  const steps = stepsOf(taken).filter((step) => !stepsOf(sent).some((own) => Number.isInteger(own / step)));
  const texts = { sent: describeSteps(sent), taken: describeSteps(taken) };
  const kind = sent.isInteger === taken.isInteger ? "multiple-of" : "integer";
  if (texts.sent === texts.taken) return [];
  const subject = kind === "integer" ? "type" : "multipleOf";
  if (steps.length === 0 || !hasOther(sent, taken)) {
    const isEqual = stepsOf(sent).every((own) => stepsOf(taken).some((step) => Number.isInteger(step / own)));
    return isEqual ? [] : [differ(at, { kind, subject, outcome: "narrower", ...texts })];
  }
  const candidates = (): number[] => sampleNumbers(sent).filter((value) => !numberAccepts(taken, value));
  return [differ(at, { kind, subject, outcome: "refused", ...texts, candidates })];
}

function stepsOf({ isInteger, multiples }: NumberCase): number[] {
  return [...(isInteger ? [1] : []), ...multiples];
}

function describeSteps(item: NumberCase): string {
  const steps = item.multiples.length === 0 ? "" : ` in steps of ${item.multiples.join(" and ")}`;
  return `${item.isInteger ? "integer" : "number"}${steps}`;
}

/** False where the few whole numbers that are sent all fit. */
function hasOther(sent: NumberCase, taken: NumberCase): boolean {
  const { low, high } = limits(sent);
  if (!sent.isInteger || !(high - low < MOST_NUMBERS)) return true;
  for (let value = low; value <= high; value++) {
    if (
      numberAccepts(sent, value) &&
      !numberAccepts({ ...taken, minimum: -Infinity, maximum: Infinity }, value)
    )
      return true;
  }
  return false;
}
