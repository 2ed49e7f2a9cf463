import type { ApiModel } from "@specloom/api-model";
import type { CheckResult } from "../contract/check.ts";
import { planContract } from "../contract/plan-contract.ts";
import { selectScenarios } from "../contract/select-scenarios.ts";
import { cleanUp } from "./clean-up.ts";
import type { Created } from "./ledger.ts";
import { runScenario } from "./run-scenario.ts";
import type { Seen } from "./seen.ts";
import { openSession, type ContractOptions } from "./session.ts";

/** What a run found. */
export interface ContractRun {
  readonly results: readonly CheckResult[];
  /** What the run created and could not delete. */
  readonly left: readonly Created[];
  readonly requests: number;
  /** What was sent and answered, for {@link summarizeCoverage}. */
  readonly seen: Seen;
  readonly seed: number;
  readonly runId: string;
}

/**
 * Runs the whole contract of a document against a server, in this process and without a test framework.
 *
 * @example
 * const { results } = await runContract(model, { baseUrl: "http://app.test", fetch: (request) => app.fetch(request) });
 * const broken = results.filter(({ verdict }) => verdict === "broken");
 *
 * @throws SyntaxError where `only` is no regular expression
 */
export async function runContract(model: ApiModel, options: ContractOptions): Promise<ContractRun> {
  const session = openSession(model, options);
  const results: CheckResult[] = [];
  let left: readonly Created[] = [];
  try {
    for (const scenario of selectScenarios(planContract(model, options), options.only)) {
      results.push(...(await runScenario(session, scenario)));
    }
  } finally {
    left = await cleanUp(session);
  }
  return {
    results,
    left,
    requests: session.requests(),
    seen: session.seen.all(),
    seed: session.seed,
    runId: session.runId,
  };
}
