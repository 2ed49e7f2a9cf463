// How much of a document arrives in what is made of it, counted in keywords: one unit is one keyword at one place.
import { countKeywords, keywordAt } from "@specloom/api-model";
import type { ApiModel, Document, KeywordCount, KeywordLoss, Pointer, Problem } from "@specloom/api-model";

import { jsonText } from "./print/string-literal.ts";

/** Units by what becomes of them. */
export interface FidelityCounts {
  readonly represented: number;
  readonly degraded: number;
  readonly ignored: number;
}

/** One unit of which something is lost. */
export interface FidelityLoss {
  /** File that the pointer is of, where it is not the bundled document. */
  readonly file?: string;
  readonly pointer: Pointer;
  readonly lost: string;
}

export interface Fidelity {
  readonly operations: number;
  readonly counts: FidelityCounts;
  readonly represented: readonly KeywordCount[];
  readonly degraded: readonly FidelityLoss[];
  readonly ignored: readonly KeywordCount[];
  /** What was found before, and each further loss. */
  readonly problems: readonly Problem[];
}

/**
 * The three lists. What is `degraded` in `found` counts as the keyword at its pointer, or as a unit of its own where that
 * is no keyword; the losses that the published list of keywords knows of are added to it.
 */
export function measureFidelity(model: ApiModel, document: Document, found: readonly Problem[]): Fidelity {
  const counted = countKeywords(document);
  const known = new Set(
    found.filter(({ severity }) => severity === "degraded").map((problem) => placeOf(problem)),
  );
  const further = counted.degraded.filter(({ pointer }) => !known.has(placeOf({ pointer })));
  const problems = [...found, ...further.map((loss) => lossProblem(loss))];
  const degraded = new Map<string, FidelityLoss>();
  for (const { severity, file, pointer, message } of problems) {
    const loss = { ...(file !== undefined && { file }), pointer, lost: message };
    if (severity === "degraded" && !degraded.has(placeOf(loss))) degraded.set(placeOf(loss), loss);
  }
  const inTable = new Set(counted.degraded.map(({ pointer }) => pointer));
  const moved = [...degraded.values()].flatMap(({ file, pointer }) => {
    const unit = file === undefined && !inTable.has(pointer) ? keywordAt(document, pointer) : undefined;
    return unit === undefined ? [] : [`${unit.object} ${unit.keyword}`];
  });
  const represented = without(counted.represented, moved);
  return {
    operations: model.operations.length,
    counts: { represented: sum(represented), degraded: degraded.size, ignored: sum(counted.ignored) },
    represented,
    degraded: [...degraded.values()],
    ignored: counted.ignored,
    problems,
  };
}

/** The lists as the text of a file. */
export function printFidelity({ operations, counts, represented, degraded, ignored }: Fidelity): string {
  const kept = represented.map(({ object, keyword, note, count }) => ({
    object,
    keyword,
    count,
    becomes: note,
  }));
  const left = ignored.map(({ object, keyword, note, count, pointers }) => ({
    object,
    keyword,
    count,
    because: note,
    pointers,
  }));
  const lists = { operations, counts, degraded, ignored: left, represented: kept };
  return `${jsonText(lists)}\n`;
}

function placeOf({ file, pointer }: Pick<FidelityLoss, "file" | "pointer">): string {
  return `${file ?? ""}${pointer}`;
}

/** Each unit once less that turned out to be degraded. */
function without(counts: readonly KeywordCount[], moved: readonly string[]): KeywordCount[] {
  const fewer = new Map<string, number>();
  for (const key of moved) fewer.set(key, (fewer.get(key) ?? 0) + 1);
  return counts
    .map((entry) => ({ ...entry, count: entry.count - (fewer.get(`${entry.object} ${entry.keyword}`) ?? 0) }))
    .filter(({ count }) => count > 0);
}

function sum(counts: readonly KeywordCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function lossProblem({ pointer, object, keyword, lost }: KeywordLoss): Problem {
  return {
    code: "keyword-lost",
    severity: "degraded",
    pointer,
    message: `\`${keyword}\` of the ${object} Object: ${lost}.`,
    hint: "Nothing is needed if that is acceptable; the list of keywords is docs/fidelity.md of Specloom.",
  };
}
