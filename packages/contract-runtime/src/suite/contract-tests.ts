// The whole contract as tests of somebody's own suite, under the vitest that they run.
import { readFileSync } from "node:fs";
import type { ApiModel } from "@specloom/api-model";
import type { CheckResult, Scenario } from "../contract/check.ts";
import { planContract } from "../contract/plan-contract.ts";
import { selectScenarios } from "../contract/select-scenarios.ts";
import { escapeText } from "../report/escape-text.ts";
import { formatLeft, formatOutdated } from "../report/format-run.ts";
import {
  applyPolicy,
  outdatedEntries,
  readKnownFailures,
  type KnownFailure,
} from "../report/known-failures.ts";
import { cleanUp } from "../run/clean-up.ts";
import { checkArguments, checkServer, optionWording } from "../run/preflight.ts";
import { goneReason, openSession, type ContractOptions, type Session } from "../run/session.ts";
import { declareScenarios } from "./declare-scenarios.ts";
import { runningFramework, type TestFramework } from "./test-framework.ts";

/** Where the server is, who calls, and how strictly it is judged. */
export interface ContractTestOptions extends Omit<ContractOptions, "onLedger"> {
  /** Writes although the host is a server of the document. @default false */
  readonly allowWrites?: boolean;
  /** Path or URL of a file of known failures: `CHECK OPERATION REASON`, one a line. Their tests are skipped with the reason. */
  readonly knownFailures?: string | URL;
  /** `warn`: what only a convention licenses is skipped instead of failed. @default "fail" */
  readonly conventions?: "fail" | "warn";
  /** The vitest under which the tests are declared. @default the one that runs the calling file */
  readonly vitest?: TestFramework;
}

/** What a generated package knows of its document. */
export interface DocumentNames {
  /** Shell variables of `curl` lines begin with it: `PETS`. */
  readonly environmentPrefix: string;
  /** Name of the document's file: `spec/openapi.yaml`. */
  readonly document?: string;
}

/** Declares tests. */
export type DeclareContract = (options: ContractTestOptions) => void;

/**
 * The `contract` function of a document: it declares every check as a test, and one before them that fails where the server
 * cannot be judged at all. What the tests create they delete; what they cannot is printed.
 *
 * @throws (the function) Error outside a test file, and where the file of known failures is missing or faulty
 * @example
 * export const contract = contractTests(model, { environmentPrefix: "PETS" });
 * contract({ baseUrl: "http://app.test", fetch: (request) => app.fetch(request) });
 */
export function contractTests(model: ApiModel, names: DocumentNames): DeclareContract {
  return (options) => {
    const framework = options.vitest ?? runningFramework();
    const session = openSession(model, { environmentPrefix: names.environmentPrefix, ...options });
    const plan = planContract(model, options);
    const scenarios = selectScenarios(plan, options.only);
    const known = options.knownFailures === undefined ? [] : loadKnown(options.knownFailures, plan);
    const { conventions = "fail" } = options;
    const all: CheckResult[] = [];
    framework.test("the server can be judged", () => checkBeforehand(session, { scenarios, options }), 0);
    declareScenarios(framework, scenarios, {
      session,
      take: (results) => {
        const taken = applyPolicy(results, { known, conventions });
        all.push(...taken);
        return taken;
      },
      ...(names.document === undefined ? {} : { document: names.document }),
    });
    framework.afterAll(() => finish(session, { known, results: all }), 0);
  };
}

function loadKnown(file: string | URL, plan: readonly Scenario[]): readonly KnownFailure[] {
  const { entries, faults } = readKnownFailures(readFileSync(file, "utf8"), plan);
  if (faults.length > 0) throw new Error(faults.map((fault) => `${String(file)}, ${fault}.`).join("\n"));
  return entries;
}

async function checkBeforehand(
  session: Session,
  { scenarios, options }: { readonly scenarios: readonly Scenario[]; readonly options: ContractTestOptions },
): Promise<void> {
  const wording = optionWording;
  const { allowWrites = false, only } = options;
  checkArguments(session, { scenarios, wording, allowWrites, ...(only === undefined ? {} : { only }) });
  await checkServer(session, { scenarios, wording });
}

async function finish(
  session: Session,
  { known, results }: { readonly known: readonly KnownFailure[]; readonly results: readonly CheckResult[] },
): Promise<void> {
  const left = await cleanUp(session);
  if (left.length > 0) console.warn(formatLeft(left));
  const outdated = outdatedEntries(known, results);
  if (outdated.length > 0) console.warn(formatOutdated(outdated));
  // Tests that were skipped because nobody answered must not look like tests that passed.
  if (results.some(({ reason }) => reason === goneReason))
    throw new Error(`The contract could not be judged to the end: ${goneReason}.`);
  const judged = results.length === 0 || results.some(({ verdict }) => verdict !== "not-judged");
  if (!judged) throw new Error(`No check could be judged: ${escapeText(results[0]?.reason ?? "")}.`);
}
