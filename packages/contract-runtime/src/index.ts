export type { ApiModel } from "@specloom/api-model";
export type {
  Check,
  CheckResult,
  Failure,
  Licence,
  Phase,
  Scenario,
  ShownRequest,
  ShownResponse,
} from "./contract/check.ts";
export { checkKinds, type CheckCode, type CheckKind } from "./contract/check-kinds.ts";
export { planContract } from "./contract/plan-contract.ts";
export { selectScenarios } from "./contract/select-scenarios.ts";
export { roleOf, type Credentials, type Identity, type IdentityRole } from "./exchange/credentials.ts";
export type { Created, Ledger, LedgerEvent } from "./run/ledger.ts";
export { runContract, type ContractRun } from "./run/run-contract.ts";
export { runScenario } from "./run/run-scenario.ts";
export { openSession, type ContractOptions, type Session } from "./run/session.ts";
export { summarizeCoverage, type Coverage, type Covered, type Uncovered } from "./report/coverage.ts";
export type { Seen } from "./run/seen.ts";
export { sweep, type Swept } from "./run/sweep.ts";
export {
  contractTests,
  type ContractTestOptions,
  type DeclareContract,
  type DocumentNames,
} from "./suite/contract-tests.ts";
export type { TestFramework, TestHandle } from "./suite/test-framework.ts";
