// Declares a resource's checks as vitest tests: one `describe` a scenario, one `test` a check. The only module that a test
// worker loads vitest through; the engine knows nothing of it.
import type { ApiModel } from "@specloom/api-model";
import { afterAll, beforeAll, describe, inject, test, type TestContext } from "vitest";
import type { Check, CheckResult } from "./contract/check.ts";
import { planContract } from "./contract/plan-contract.ts";
import { selectScenarios } from "./contract/select-scenarios.ts";
import { escapeText } from "./report/escape-text.ts";
import { cleanUp } from "./run/clean-up.ts";
import { runScenario } from "./run/run-scenario.ts";
import { openSession, type ContractOptions, type Session } from "./run/session.ts";
import { joinRun, type JoinedRun, type RunSettings } from "./suite/join-run.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What the command tells the suites that it launches. */
    specloomContract?: RunSettings;
  }
  interface TaskMeta {
    /** What came of the check that a test stands for. */
    specloomCheck?: CheckResult;
  }
}

interface Joined {
  readonly session: Session;
  readonly tellProgress: JoinedRun["tellProgress"];
}

let launched: Joined | undefined;

/**
 * Declares the contract tests of one resource.
 *
 * @param resource path of the resource in the tree: `["organizations", "serviceAccounts"]`
 * @param options where the server is and who calls; @default what the contract command gives to the suites that it runs
 * @throws Error where neither is there
 * @example
 * contractSuite(model, ["pets"], { baseUrl: "http://app.test", fetch: (request) => app.fetch(request) });
 */
export function contractSuite(model: ApiModel, resource: readonly string[], options?: ContractOptions): void {
  const settings = options ?? inject("specloomContract");
  if (settings === undefined) {
    throw new Error(
      "contractSuite: no server is known. Run the package's command, or give { baseUrl } as third argument.",
    );
  }
  const { session, tellProgress } = joinedFor(model, settings);
  const own = planContract(model).filter(
    (scenario) => JSON.stringify(scenario.resource) === JSON.stringify(resource),
  );
  for (const scenario of selectScenarios(own, settings.only)) {
    // Titles and verdicts come from the plan and the engine, which the linter cannot see.
    // oxlint-disable-next-line vitest/valid-title -- a string from a function
    describe(escapeText(scenario.title), () => {
      let results: ReadonlyMap<string, CheckResult> = new Map();
      // No limit of vitest's: the engine keeps its own, and must come to its clean-up.
      beforeAll(async () => {
        const all = await runScenario(session, scenario);
        results = new Map(all.map((result) => [result.check.id, result]));
      }, 0);
      for (const check of scenario.checks) {
        // oxlint-disable-next-line vitest/valid-title, vitest/expect-expect -- `assertCheck` throws
        test(titleOf(check), (context) => assertCheck(context, results.get(check.id)));
      }
    });
  }
  afterAll(async () => {
    await cleanUp(session);
    tellProgress({ requests: session.requests(), seen: session.seen.all() });
  }, 0);
}

/** Suites that one command launches share a session, where they run in one worker. */
function joinedFor(model: ApiModel, settings: ContractOptions | RunSettings): Joined {
  if (!("channel" in settings))
    return { session: openSession(model, settings), tellProgress: () => undefined };
  if (launched === undefined) {
    const { options, tellProgress } = joinRun(settings);
    launched = { session: openSession(model, options), tellProgress };
  }
  return launched;
}

function titleOf({ method, path, title }: Check): string {
  return escapeText(`${method} ${path} ${title}`);
}

function assertCheck({ task, skip }: TestContext, result: CheckResult | undefined): void {
  if (result === undefined) throw new Error("The scenario gave no result for this check.");
  task.meta.specloomCheck = result;
  if (result.verdict === "not-judged") skip(escapeText(result.reason ?? ""));
  const { failure } = result;
  if (failure === undefined) return;
  const lines = [
    `expected ${failure.expected}`,
    `found ${failure.found}`,
    `document ${failure.pointer}`,
    failure.curl ?? "",
  ];
  throw new Error(lines.map((line) => escapeText(line)).join("\n"));
}
