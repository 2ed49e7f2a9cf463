import type { Operation } from "@specloom/api-model";
import type { CheckResult, Phase, Scenario } from "../contract/check.ts";
import { isSafe, operationOf } from "../document/roles.ts";
import { cleanUp } from "./clean-up.ts";
import { runCoverage } from "./run-coverage.ts";
import { runExamples } from "./run-examples.ts";
import { runLifecycle } from "./run-lifecycle.ts";
import { runProtection } from "./run-protection.ts";
import { beginScenario, Blocked, type ScenarioRun } from "./scenario-run.ts";
import type { Session } from "./session.ts";

const phases: { readonly [phase in Phase]: (run: ScenarioRun) => Promise<void> } = {
  examples: async (run) => runExamples(run, loneOperation(run)),
  coverage: async (run) => runCoverage(run, loneOperation(run)),
  protection: async (run) => runProtection(run, loneOperation(run)),
  lifecycle: async (run) => {
    const path = run.scenario.id.slice("lifecycle/".length);
    const lifecycle = run.session.model.lifecycles.find(({ resource }) => resource.join(".") === path);
    if (lifecycle === undefined) throw new Blocked(`the model has no lifecycle ${path}`);
    await runLifecycle(run, lifecycle);
  },
};

/**
 * Runs one scenario and deletes what it created, also after a failure. Never throws for what the server does.
 * @returns one result a check, in the order of the plan
 */
export async function runScenario(session: Session, scenario: Scenario): Promise<readonly CheckResult[]> {
  const run = beginScenario(session, scenario);
  const mark = session.ledger.mark();
  await run.attempt(() => phases[scenario.phase](run));
  await cleanUp(session, mark);
  return run.results();
}

function loneOperation({ session, scenario }: ScenarioRun): Operation {
  const operation = operationOf(session.model, scenario.operations[0] ?? "");
  if (session.readOnly && !isSafe(operation)) throw new Blocked("it is not sent with --read-only");
  return operation;
}
