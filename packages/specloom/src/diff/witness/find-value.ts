import type { Json } from "@specloom/api-model";

import { judgeValue, type Judged } from "./judge-value.ts";

/** Proposals that are tried before a difference is given up as unproved. */
const MOST_TRIES = 40;

interface Place {
  /** A value of the whole with the given value at the place of the difference; undefined where none is found. */
  readonly wrap: (value: Json) => Json | undefined;
  /** True where the value at the place is judged, not the whole. */
  readonly isLocal: boolean;
}

/** The first proposal that the sender's schema allows and the receiver's refuses, by Ajv's word on both. */
export function findValue(
  candidates: readonly Json[],
  { wrap, isLocal }: Place,
  judged: Judged,
): Json | undefined {
  const tried = new Set<string>();
  for (const candidate of judged.isText ? candidates.flatMap(unspell) : candidates) {
    const whole = wrap(candidate);
    if (whole === undefined) continue;
    const value = isLocal ? candidate : whole;
    const text = JSON.stringify(value);
    if (tried.has(text)) continue;
    if (tried.size >= MOST_TRIES) break;
    tried.add(text);
    if (judgeValue(value, judged)) return value;
  }
  return undefined;
}

/** A text, and the number or the truth that is written so: where values travel as text, either may be what is sent. */
function unspell(candidate: Json): Json[] {
  if (typeof candidate !== "string") return [candidate];
  if (candidate === "true" || candidate === "false") return [candidate, candidate === "true"];
  const number = Number(candidate);
  return String(number) === candidate ? [candidate, number] : [candidate];
}
