// What a generated suite file calls under the command's own vitest. For a suite of one's own there is `contractTests`.
import type { ApiModel } from "@specloom/api-model";
import { afterAll, beforeAll, describe, inject, test } from "vitest";
import { planContract } from "./contract/plan-contract.ts";
import { selectScenarios } from "./contract/select-scenarios.ts";
import { cleanUp } from "./run/clean-up.ts";
import { openSession, type Session } from "./run/session.ts";
import { declareScenarios } from "./suite/declare-scenarios.ts";
import { joinRun, type JoinedRun, type RunSettings } from "./suite/join-run.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What the command tells the suites that it launches. */
    specloomContract?: RunSettings;
  }
}

interface Joined {
  readonly session: Session;
  readonly tellProgress: JoinedRun["tellProgress"];
}

let launched: Joined | undefined;

/**
 * Declares the contract tests of one resource, for the command that launched this file.
 *
 * @param resource path of the resource in the tree: `["organizations", "serviceAccounts"]`
 * @throws Error where no command did
 */
export function contractSuite(model: ApiModel, resource: readonly string[]): void {
  const settings = inject("specloomContract");
  if (settings === undefined)
    throw new Error(
      "contractSuite: no command runs this file. In a suite of your own call the package's contract().",
    );
  const { session, tellProgress } = joinedFor(model, settings);
  const own = planContract(model, settings).filter(
    (scenario) => JSON.stringify(scenario.resource) === JSON.stringify(resource),
  );
  const chosen = selectScenarios(own, settings.only);
  // oxlint-disable-next-line vitest/no-conditional-tests, vitest/no-disabled-tests -- a file without any test is an error
  if (chosen.length === 0) test.skip("nothing of this resource was chosen", () => undefined);
  declareScenarios({ describe, test, beforeAll, afterAll }, chosen, { session });
  afterAll(async () => {
    await cleanUp(session);
    tellProgress({ requests: session.requests(), seen: session.seen.all() });
  }, 0);
}

/** Suites that one command launches share a session: they run in one worker. */
function joinedFor(model: ApiModel, settings: RunSettings): Joined {
  if (launched === undefined) {
    const { options, tellProgress } = joinRun(settings);
    launched = { session: openSession(model, options), tellProgress };
  }
  return launched;
}
