import { findText } from "../regex/find-text.ts";
import { differ, type CasePair, type Difference } from "./difference.ts";
import { isFormatWithin, lengthOfFormat } from "./formats.ts";
import { sampleStrings } from "./sample.ts";
import type { StringCase } from "./shape.ts";

export function compareStrings(pair: CasePair<StringCase>): Difference[] {
  return [
    ...compareShortest(pair),
    ...compareLongest(pair),
    ...comparePatterns(pair),
    ...compareFormats(pair),
  ];
}

function compareShortest({ sent, taken, at }: CasePair<StringCase>): Difference[] {
  if (sent.minLength === taken.minLength) return [];
  const texts = { kind: "min-length", subject: "minLength", sent: sent.minLength, taken: taken.minLength };
  if (taken.minLength < sent.minLength) {
    const isSame = isLengthProved(taken, { min: taken.minLength, max: sent.minLength - 1 });
    return isSame ? [] : [differ(at, { ...texts, outcome: "narrower" })];
  }
  const short = { min: sent.minLength, max: taken.minLength - 1 };
  if (isLengthProved(sent, short)) return [];
  const candidates = (): string[] => sampleStrings(sent, short);
  return [differ(at, { ...texts, outcome: "refused", candidates })];
}

function compareLongest({ sent, taken, at }: CasePair<StringCase>): Difference[] {
  if (sent.maxLength === taken.maxLength) return [];
  const texts = {
    kind: "max-length",
    subject: "maxLength",
    sent: say(sent.maxLength),
    taken: say(taken.maxLength),
  };
  if (taken.maxLength > sent.maxLength) {
    const isSame = isLengthProved(taken, { min: sent.maxLength + 1, max: taken.maxLength });
    return isSame ? [] : [differ(at, { ...texts, outcome: "narrower" })];
  }
  const long = { min: taken.maxLength + 1, max: sent.maxLength };
  if (isLengthProved(sent, long)) return [];
  const candidates = (): string[] => sampleStrings(sent, long);
  return [differ(at, { ...texts, outcome: "refused", candidates })];
}

function say(length: number): string {
  return Number.isFinite(length) ? String(length) : "";
}

/** True where no text of the case has such a length. */
function isLengthProved(item: StringCase, { min, max }: { min: number; max: number }): boolean {
  const isOutside = item.formats.map(lengthOfFormat).some((own) => own.min > max || own.max < min);
  return (
    isOutside || (item.patterns.length > 0 && findText({ patterns: item.patterns, min, max }).kind === "none")
  );
}

function comparePatterns({ sent, taken, at }: CasePair<StringCase>): Difference[] {
  const missing = taken.patterns.filter((pattern) => !sent.patterns.includes(pattern));
  const given = sent.patterns.filter((pattern) => !taken.patterns.includes(pattern));
  if (missing.length === 0 && given.length === 0) return [];
  const texts = { kind: "pattern", sent: sent.patterns.join(" and "), taken: taken.patterns.join(" and ") };
  const bounds = { min: sent.minLength, max: sent.maxLength };
  const found =
    missing.length === 0 ? undefined : findText({ patterns: sent.patterns, fails: missing, ...bounds });
  if (found === undefined || found.kind === "none") {
    const back = findText({ patterns: taken.patterns, fails: given });
    return back.kind === "none" ? [] : [differ(at, { ...texts, outcome: "narrower" })];
  }
  const candidates = (): string[] => [
    ...(found.kind === "found" ? [found.text] : []),
    ...sampleStrings(sent),
  ];
  return [differ(at, { ...texts, outcome: "refused", candidates })];
}

function compareFormats({ sent, taken, at }: CasePair<StringCase>): Difference[] {
  const missing = taken.formats.filter((format) => !sent.formats.some((own) => isFormatWithin(own, format)));
  const given = sent.formats.filter((format) => !taken.formats.includes(format));
  if (missing.length === 0 && given.length === 0) return [];
  const texts = { kind: "format", sent: sent.formats.join(" and "), taken: taken.formats.join(" and ") };
  if (missing.length === 0) return [differ(at, { ...texts, outcome: "narrower" })];
  return [differ(at, { ...texts, outcome: "refused", candidates: () => sampleStrings(sent) })];
}
