import type { Lifecycle, Operation } from "@specloom/api-model";
import type { CheckResult, Phase, Scenario } from "../contract/check.ts";
import type { LawFamily } from "../contract/plan-laws.ts";
import { isSafe, operationOf } from "../document/roles.ts";
import { cleanUp } from "./clean-up.ts";
import { runCoverage } from "./run-coverage.ts";
import { runExamples } from "./run-examples.ts";
import { runExpandLaws } from "./run-expand-laws.ts";
import { runLifecycle } from "./run-lifecycle.ts";
import { runListLaws } from "./run-list-laws.ts";
import { runNestingLaws } from "./run-nesting-laws.ts";
import { runProtection } from "./run-protection.ts";
import { runProtocolLaws } from "./run-protocol-laws.ts";
import { runSecretLaws } from "./run-secret-laws.ts";
import { runTokenLaws } from "./run-token-laws.ts";
import { beginScenario, Blocked, type ScenarioRun } from "./scenario-run.ts";
import type { Session } from "./session.ts";

/** Loaded only by a run that asks for it. */
const fuzz = async (run: ScenarioRun): Promise<void> => {
  const { runFuzz } = await import("./run-fuzz.ts");
  await runFuzz(run, lifecycleNamed(run, run.scenario.id.slice("fuzz/".length)));
};

const phases: { readonly [phase in Phase]: (run: ScenarioRun) => Promise<void> } = {
  examples: async (run) => runExamples(run, loneOperation(run)),
  coverage: async (run) => runCoverage(run, loneOperation(run)),
  protection: async (run) => runProtection(run, loneOperation(run)),
  lifecycle: async (run) =>
    runLifecycle(run, lifecycleNamed(run, run.scenario.id.slice("lifecycle/".length))),
  fuzz,
  laws: async (run) => {
    const [, family = ""] = run.scenario.id.split("/");
    // The rest is a name, which may be `GET /pets`.
    await families[family as LawFamily](run, run.scenario.id.slice(`laws/${family}/`.length));
  },
};

const families: { readonly [family in LawFamily]: (run: ScenarioRun, name: string) => Promise<void> } = {
  list: async (run, name) => runListLaws(run, lifecycleNamed(run, name)),
  expand: async (run, name) => runExpandLaws(run, operationOf(run.session.model, name)),
  nesting: async (run, name) => runNestingLaws(run, lifecycleNamed(run, name)),
  secrets: async (run, name) => runSecretLaws(run, lifecycleNamed(run, name)),
  token: async (run, name) => runTokenLaws(run, name),
  protocol: async (run, name) => runProtocolLaws(run, operationOf(run.session.model, name)),
};

function lifecycleNamed({ session }: ScenarioRun, name: string): Lifecycle {
  const lifecycle = session.model.lifecycles.find(({ resource }) => resource.join(".") === name);
  if (lifecycle === undefined) throw new Blocked(`the model has no lifecycle ${name}`);
  return lifecycle;
}

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
