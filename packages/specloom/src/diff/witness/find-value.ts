import type { Json } from "@specloom/api-model";

import type { Witness } from "../change.ts";
import { judgeValue, type Judged } from "./judge-value.ts";

/** Proposals that are tried before a difference is given up as unproved. */
const MOST_TRIES = 40;

/** The first proposal that the sender's schema allows and the receiver's refuses, by Ajv's word on both. */
export function findValue(
  candidates: readonly Json[],
  wrap: (value: Json) => Json | undefined,
  judged: Judged,
): Witness | undefined {
  const tried = new Set<string>();
  for (const candidate of candidates) {
    const value = wrap(candidate);
    const text = JSON.stringify(value);
    if (value === undefined || tried.has(text)) continue;
    if (tried.size >= MOST_TRIES) break;
    tried.add(text);
    if (judgeValue(value, judged)) return { kind: "value", value };
  }
  return undefined;
}
