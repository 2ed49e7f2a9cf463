import { randomUUID } from "node:crypto";
import type { CheckResult, Scenario } from "../contract/check.ts";
import { cleanUp } from "../run/clean-up.ts";
import type { Created } from "../run/ledger.ts";
import type { Seen } from "../run/seen.ts";
import type { Session } from "../run/session.ts";
import type { RunSettings } from "../suite/join-run.ts";
import { launchSuites } from "./launch-suites.ts";
import { openProgress } from "./open-progress.ts";

/** A run that is over, before anybody judges what it means. */
export interface Outcome {
  readonly results: readonly CheckResult[];
  readonly left: readonly Created[];
  readonly requests: number;
  readonly seen: Seen;
  readonly runId: string;
  readonly started: Date;
  readonly finished: Date;
  readonly stopped: boolean;
  /** What went wrong with the run itself. */
  readonly faults: readonly string[];
}

export interface SuitesOptions {
  readonly suites: URL;
  readonly contract: Omit<RunSettings, "channel">;
  readonly scenarios: readonly Scenario[];
}

/** Runs the suites, and deletes what a worker left that ended early. */
export async function runSuites(
  session: Session,
  { suites, contract, scenarios }: SuitesOptions,
): Promise<Outcome> {
  const started = new Date();
  const results: CheckResult[] = [];
  const total = scenarios.reduce((sum, { checks }) => sum + checks.length, 0);
  const progress = openProgress(process.stderr);
  let requests = 0;
  const faults = await launchSuites({
    suites,
    settings: { ...contract, channel: `specloom-contract-${randomUUID()}` },
    signal: session.signal,
    onResult: (result) => {
      results.push(result);
      progress.show(`${results.length} of ${total} checks: ${result.check.method} ${result.check.path}`);
    },
    onLedger: (event) => session.ledger.apply(event),
    onProgress: (told) => {
      requests = told.requests;
      session.seen.add(told.seen);
    },
  });
  progress.clear();
  const left = await cleanUp(session);
  return {
    results,
    left,
    requests: requests + session.requests(),
    seen: session.seen.all(),
    runId: session.runId,
    started,
    finished: new Date(),
    stopped: session.signal.aborted,
    faults,
  };
}
