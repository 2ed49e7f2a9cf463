import type { Difference } from "../schema/difference.ts";
import type { Flow } from "./found.ts";

/** One sentence: what was, what is, and what follows. */
export function explainDifference(difference: Difference, flow: Flow): string {
  const { subject, outcome } = difference;
  const { isBaseSending } = flow;
  const [before, after] = isBaseSending
    ? [difference.sent, difference.taken]
    : [difference.taken, difference.sent];
  const change =
    before === "" && after === ""
      ? `${subject} changed`
      : `${subject}: ${describe(before)} became ${describe(after)}`;
  return `${change}; ${consequence(outcome, flow)}.`;
}

function describe(text: string): string {
  return text === "" ? "nothing" : text;
}

/** What a difference means for those who built on the base. */
export function consequence(outcome: Difference["outcome"], { direction, isBaseSending }: Flow): string {
  const sender = isBaseSending ? "callers" : "the API";
  switch (outcome) {
    case "refused":
      return isBaseSending
        ? "what callers were told they may send may be refused"
        : `the ${direction} may hold what its readers were not told to expect`;
    case "narrower":
      return isBaseSending ? "more is taken than before" : `${sender} sends less than before`;
    case "ignored":
      return isBaseSending ? "it is now ignored" : "it is sent in addition";
    default:
      return isBaseSending ? "it may be sent in addition" : "it is no longer sent";
  }
}
