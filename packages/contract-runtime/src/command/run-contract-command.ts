// The command, from arguments to exit status.
import { randomUUID } from "node:crypto";
import type { ApiModel } from "@specloom/api-model";
import type { CheckResult, Scenario } from "../contract/check.ts";
import { planContract } from "../contract/plan-contract.ts";
import { selectScenarios } from "../contract/select-scenarios.ts";
import { escapeText } from "../report/escape-text.ts";
import { formatLeft, formatRun } from "../report/format-run.ts";
import { formatSweep } from "../report/format-sweep.ts";
import { cleanUp } from "../run/clean-up.ts";
import { sweep } from "../run/sweep.ts";
import { goneReason, openSession, type Session } from "../run/session.ts";
import type { RunSettings } from "../suite/join-run.ts";
import { launchSuites } from "./launch-suites.ts";
import { openProgress } from "./open-progress.ts";
import { checkArguments, checkServer } from "./preflight.ts";
import { readArguments, type CommandArguments, type Environment } from "./read-arguments.ts";
import { checkReportFolder, makeReport, saveReport } from "./save-report.ts";
import { Unable } from "./unable.ts";
import { usage } from "./usage.ts";
import { watchSignals } from "./watch-signals.ts";

export interface ContractCommandOptions {
  /** Name of the command: `pets-contract`. */
  readonly name: string;
  /** What its environment variables begin with: `PETS`. */
  readonly environmentPrefix: string;
  readonly model: ApiModel;
  /** Folder of the generated suites, with a slash at its end. */
  readonly suites: URL;
  /** Printed by `--version`. @default the version of the document */
  readonly version?: string;
  /** @default the arguments of this process */
  readonly argv?: readonly string[];
  /** @default the environment of this process */
  readonly env?: Environment;
  /** @default standard output of this process */
  readonly write?: (text: string) => void;
  /** @default standard error of this process */
  readonly writeError?: (text: string) => void;
}

/**
 * Runs the contract tests of a generated package against a server, and sets the exit status of this process: 0 where
 * every check held, 1 where the server broke the contract, 2 where it could not run, 130 after Ctrl-C.
 * @returns the exit status
 */
export async function runContractCommand(options: ContractCommandOptions): Promise<number> {
  const writeError = options.writeError ?? ((text: string) => void process.stderr.write(text));
  let status: number;
  try {
    status = await runCommand(options, writeError);
  } catch (error) {
    // 1 is for servers: whatever goes wrong here is "could not run".
    const message =
      error instanceof Unable
        ? error.message
        : `unexpected failure: ${String(error instanceof Error ? error.stack : error)}`;
    writeError(
      `${options.name}: ${message
        .split("\n")
        .map((line) => escapeText(line))
        .join("\n")}\nSee ${options.name} --help.\n`,
    );
    status = 2;
  }
  process.exitCode = status;
  return status;
}

async function runCommand(
  options: ContractCommandOptions,
  writeError: (text: string) => void,
): Promise<number> {
  const { model, environmentPrefix: prefix } = options;
  const write = options.write ?? ((text: string) => void process.stdout.write(text));
  const args = await readArguments(options.argv ?? process.argv.slice(2), options.env ?? process.env, prefix);
  if (args.help) write(usage(options.name, prefix));
  if (args.version && !args.help) write(`${options.version ?? model.version}\n`);
  if (args.help || args.version) return 0;
  for (const warning of args.warnings) writeError(`${warning}\n`);
  const { baseUrl } = args;
  if (baseUrl === undefined) throw new Unable(`Which server? Give --base-url URL or set ${prefix}_BASE_URL.`);
  const scenarios = selectScenarios(planContract(model), args.only);
  checkArguments(model, { args: { ...args, baseUrl }, scenarios, prefix });
  await checkReportFolder(args.report);
  return runAndReport(options, { args, baseUrl, scenarios, write, writeError });
}

interface Run {
  readonly args: CommandArguments;
  readonly baseUrl: string;
  readonly scenarios: readonly Scenario[];
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

async function runAndReport(options: ContractCommandOptions, run: Run): Promise<number> {
  const { baseUrl, scenarios, writeError } = run;
  const watch = watchSignals(
    () => writeError("\nStopping; what was created is being deleted. Ctrl-C again to give up.\n"),
    () => writeError(`\n${formatLeft(session.ledger.standing())}\n`),
  );
  const contract = contractOptions(options, run);
  const session = openSession(options.model, { ...contract, signal: watch.signal });
  try {
    await checkServer(session, { baseUrl, scenarios, prefix: options.environmentPrefix });
    return run.args.sweep
      ? await sweepAndTell(session, run)
      : await runSuites(options, { run, contract, session });
  } catch (error) {
    if (error instanceof Unable && watch.signal.aborted) return 130;
    throw error;
  } finally {
    watch.end();
  }
}

/** 1 where something is left, or may be. */
async function sweepAndTell(session: Session, { write }: Run): Promise<number> {
  const swept = await sweep(session);
  write(formatSweep(swept));
  if (session.signal.aborted) return 130;
  return swept.left.length > 0 || swept.unseen.some(({ refused }) => refused) ? 1 : 0;
}

interface Ready {
  readonly run: Run;
  readonly contract: Omit<RunSettings, "channel">;
  readonly session: Session;
}

async function runSuites(
  options: ContractCommandOptions,
  { run, contract, session }: Ready,
): Promise<number> {
  const { args, baseUrl } = run;
  const { signal } = session;
  const started = new Date();
  run.write(`${options.name} · ${baseUrl} · run ${session.runId}\n\n`);
  const results: CheckResult[] = [];
  const total = run.scenarios.reduce((sum, { checks }) => sum + checks.length, 0);
  const progress = openProgress(process.stderr);
  let requests = 0;
  const faults = await launchSuites({
    suites: options.suites,
    settings: { ...contract, channel: `specloom-contract-${randomUUID()}` },
    signal,
    onResult: (result) => {
      results.push(result);
      progress.show(`${results.length} of ${total} checks: ${result.check.method} ${result.check.path}`);
    },
    onLedger: (event) => session.ledger.apply(event),
    onRequests: (count) => {
      requests = count;
    },
  });
  progress.clear();
  // The worker has deleted what it could; this finds what a worker left that ended early.
  const left = await cleanUp(session);
  const finished = new Date();
  const stopped = signal.aborted;
  const repeat = repeatCommand(options.name, { args, baseUrl });
  const seconds = (finished.getTime() - started.getTime()) / 1000;
  const sent = requests + session.requests();
  run.write(
    formatRun(
      {
        results,
        left,
        requests: sent,
        seed: args.seed,
        runId: session.runId,
        baseUrl,
        repeat,
        stopped,
        seconds,
      },
      options.model.operations,
    ),
  );
  if (args.report !== undefined) {
    await saveReport(
      args.report,
      makeReport(options, {
        baseUrl,
        seed: args.seed,
        stopped,
        results,
        left,
        requests: sent,
        runId: session.runId,
        started,
        finished,
      }),
    );
  }
  if (stopped) return 130;
  if (faults.length > 0) throw new Unable(`The suites could not run: ${faults.join("; ")}.`);
  return statusOf(results);
}

/** 1 where something is broken. @throws Unable where so little could be judged that 0 would mislead */
function statusOf(results: readonly CheckResult[]): number {
  if (results.some(({ verdict }) => verdict === "broken")) return 1;
  if (results.some(({ reason }) => reason === goneReason))
    throw new Unable(`The run could not be finished: ${goneReason}.`);
  if (!results.some(({ verdict }) => verdict === "held"))
    throw new Unable(`No check could be judged: ${results[0]?.reason ?? "no result came"}.`);
  return 0;
}

function contractOptions(
  { environmentPrefix }: ContractCommandOptions,
  { args, baseUrl }: Run,
): Omit<RunSettings, "channel"> {
  return {
    baseUrl,
    parameters: args.parameters,
    credentials: args.credentials,
    identities: args.identities,
    seed: args.seed,
    runId: randomUUID().slice(0, 8),
    ...(args.only === undefined ? {} : { only: args.only }),
    readOnly: args.readOnly,
    ...(args.rate === undefined ? {} : { rate: args.rate }),
    timeout: args.timeout,
    environmentPrefix,
  };
}

/** The arguments that repeat a run, without secrets. */
function repeatCommand(
  name: string,
  { args, baseUrl }: { readonly args: CommandArguments; readonly baseUrl: string },
): string {
  const parameters = Object.entries(args.parameters).map(
    ([key, value]) => `--param ${quote(`${key}=${value}`)}`,
  );
  const mode = args.readOnly ? ["--read-only"] : args.allowWrites ? ["--allow-writes"] : [];
  return [name, "--base-url", quote(baseUrl), ...parameters, ...mode].join(" ");
}

function quote(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
