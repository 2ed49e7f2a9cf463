import type { CheckResult, Failure } from "../contract/check.ts";

/** Failures with one cause: the same check against the same place of the document. */
export interface FailureGroup {
  /** The first that was seen; it stands for the others. */
  readonly result: CheckResult & { readonly failure: Failure };
  readonly others: readonly CheckResult[];
}

/** Broken checks by their cause, in the order in which they were found. */
export function groupFailures(results: readonly CheckResult[]): readonly FailureGroup[] {
  const groups = new Map<string, { result: CheckResult & { failure: Failure }; others: CheckResult[] }>();
  for (const result of results) {
    if (result.failure === undefined) continue;
    const key = `${result.check.code} ${result.failure.pointer}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { result: { ...result, failure: result.failure }, others: [] });
    else group.others.push(result);
  }
  return [...groups.values()];
}
