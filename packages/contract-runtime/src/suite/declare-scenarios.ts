// Scenarios as tests: one `describe` a scenario, one `test` a check.
import type { Check, CheckResult, Scenario } from "../contract/check.ts";
import { escapeText } from "../report/escape-text.ts";
import { failureLines } from "../report/failure-lines.ts";
import { runScenario } from "../run/run-scenario.ts";
import type { Session } from "../run/session.ts";
import type { TestFramework, TestHandle } from "./test-framework.ts";

export interface DeclareOptions {
  readonly session: Session;
  /** @default takes results as they are */
  readonly take?: (results: readonly CheckResult[]) => readonly CheckResult[];
  /** Name of the document's file, for people. */
  readonly document?: string;
}

/** Declares the checks of each scenario under a test framework. */
export function declareScenarios(
  { describe, test, beforeAll }: TestFramework,
  scenarios: readonly Scenario[],
  { session, take = (results) => results, document }: DeclareOptions,
): void {
  for (const scenario of scenarios) {
    describe(escapeText(scenario.title), () => {
      let results: ReadonlyMap<string, CheckResult> = new Map();
      // No limit of vitest's: the engine keeps its own, and must come to its clean-up.
      beforeAll(async () => {
        const all = take(await runScenario(session, scenario));
        results = new Map(all.map((result) => [result.check.id, result]));
      }, 0);
      for (const check of scenario.checks)
        test(titleOf(check), (context) => assertCheck(context, results.get(check.id), document));
    });
  }
}

function titleOf({ method, path, title }: Check): string {
  return escapeText(`${method} ${path} ${title}`);
}

function assertCheck(
  context: TestHandle,
  result: CheckResult | undefined,
  document: string | undefined,
): void {
  if (result === undefined) throw new Error("The scenario gave no result for this check.");
  Object.assign(context.task.meta, { specloomCheck: result });
  const { check, verdict, reason, failure, waived } = result;
  if (verdict === "not-judged") return context.skip(escapeText(reason ?? ""));
  if (waived !== undefined) return context.skip(escapeText(`broken, and let pass: ${waived.reason}`));
  if (failure === undefined) return;
  const lines = failureLines(check, failure, document).map(([label, text]) => `${label}: ${text}`);
  throw new Error([check.id, ...lines].map((line) => escapeText(line)).join("\n"));
}
