import { POLICIES, CONSUMER_STYLES, type Cells, type Policy } from "./type-report.ts";

interface Explained {
  readonly symbol: string;
  readonly cells: Cells;
  readonly policy: Policy;
}

/** One sentence on a change of an exported symbol. */
export function explainChange({ symbol, cells, policy }: Explained): string {
  const of = (verdict: string): string[] => CONSUMER_STYLES.filter((style) => cells[style] === verdict);
  const broken = of("breaking");
  if (broken.length > 0) {
    const isCounted = broken.some((style) => POLICIES[policy].some((own) => own === style));
    const counts = isCounted ? "" : `, which the policy ${policy} does not count`;
    return `${symbol} no longer compiles for ${listOf(broken)}${counts}.`;
  }
  const open = of("unknown");
  if (open.length > 0)
    return `${symbol} reads otherwise, and no program could be written for ${listOf(open)}.`;
  return `${symbol} allows more than before for ${listOf(of("additive"))}.`;
}

function listOf(words: readonly string[]): string {
  const [last = ""] = words.slice(-1);
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
