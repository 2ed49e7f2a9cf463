// The command, from arguments to exit status.
import type { ApiModel } from "@specloom/api-model";
import { planContract } from "../contract/plan-contract.ts";
import { selectScenarios } from "../contract/select-scenarios.ts";
import { makeRunId } from "../make/run-mark.ts";
import { escapeText } from "../report/escape-text.ts";
import { formatLeft } from "../report/format-run.ts";
import { formatSweep, reportSweep } from "../report/format-sweep.ts";
import { jsonText } from "../report/json-text.ts";
import { openSession, type Session } from "../run/session.ts";
import { sweep } from "../run/sweep.ts";
import type { RunSettings } from "../suite/join-run.ts";
import { concludeRun, type CommandRun } from "./conclude-run.ts";
import { loadKnownFailures } from "./load-known-failures.ts";
import { checkArguments, checkServer, type Wording } from "../run/preflight.ts";
import { readArguments, type Environment } from "./read-arguments.ts";
import { checkFolders } from "./save-report.ts";
import { runSuites } from "./run-suites.ts";
import { Unable } from "../run/unable.ts";
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
  /** Name of the document's file, for people: `spec/openapi.yaml`. */
  readonly document?: string;
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
  const write = options.write ?? ((text: string) => void process.stdout.write(text));
  let status: number;
  try {
    status = await runCommand(options, { write, writeError });
  } catch (error) {
    // 1 is for servers: whatever goes wrong here is "could not run".
    const message =
      error instanceof Unable
        ? error.message
        : `unexpected failure: ${String(error instanceof Error ? error.stack : error)}`;
    if ((options.argv ?? process.argv).includes("--json")) write(jsonText({ error: message }));
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
  { write, writeError }: Pick<CommandRun, "write" | "writeError">,
): Promise<number> {
  const { model, environmentPrefix: prefix } = options;
  const args = await readArguments(options.argv ?? process.argv.slice(2), options.env ?? process.env, prefix);
  if (args.help) write(usage(options.name, prefix));
  if (args.version && !args.help) write(`${options.version ?? model.version}\n`);
  if (args.help || args.version) return 0;
  for (const warning of args.warnings) writeError(`${warning}\n`);
  const { baseUrl } = args;
  if (baseUrl === undefined) throw new Unable(`Which server? Give --base-url URL or set ${prefix}_BASE_URL.`);
  const plan = planContract(model, args);
  const scenarios = selectScenarios(plan, args.only);
  if (args.sweep && args.readOnly)
    throw new Unable("--sweep deletes, and --read-only forbids it. Give one of them.");
  await checkFolders(args);
  const known = await loadKnownFailures(args.knownFailures, { folder: process.cwd(), scenarios: plan });
  return runAndReport(options, { args, baseUrl, scenarios, known, write, writeError });
}

async function runAndReport(options: ContractCommandOptions, run: CommandRun): Promise<number> {
  const { baseUrl, scenarios, writeError } = run;
  const watch = watchSignals(
    () => writeError("\nStopping; what was created is being deleted. Ctrl-C again to give up.\n"),
    () => writeError(`\n${formatLeft(session.ledger.standing())}\n`),
  );
  const contract = contractOptions(options, run);
  const session = openSession(options.model, { ...contract, signal: watch.signal });
  const wording = flagWording(options.environmentPrefix);
  const { only, allowWrites } = run.args;
  try {
    checkArguments(session, { scenarios, wording, allowWrites, ...(only === undefined ? {} : { only }) });
    await checkServer(session, { scenarios, wording });
    if (run.args.sweep) return await sweepAndTell(session, run);
    if (!run.args.json) run.write(`${options.name} · ${baseUrl} · run ${session.runId}\n\n`);
    const outcome = await runSuites(session, { suites: options.suites, contract, scenarios });
    return await concludeRun(options, { ...run, outcome });
  } catch (error) {
    if (error instanceof Unable && watch.signal.aborted) return 130;
    throw error;
  } finally {
    watch.end();
  }
}

/** 1 where something is left, or may be. */
async function sweepAndTell(session: Session, { args, write }: CommandRun): Promise<number> {
  const swept = await sweep(session);
  write(args.json ? jsonText(reportSweep(swept)) : formatSweep(swept));
  if (session.signal.aborted) return 130;
  return swept.left.length > 0 || swept.unseen.some(({ refused }) => refused) ? 1 : 0;
}

function contractOptions(
  { environmentPrefix }: ContractCommandOptions,
  { args, baseUrl }: CommandRun,
): Omit<RunSettings, "channel"> {
  return {
    baseUrl,
    parameters: args.parameters,
    credentials: args.credentials,
    identities: args.identities,
    seed: args.seed,
    runs: args.runs,
    runId: makeRunId(Math.random),
    ...(args.only === undefined ? {} : { only: args.only }),
    readOnly: args.readOnly,
    ...(args.rate === undefined ? {} : { rate: args.rate }),
    timeout: args.timeout,
    environmentPrefix,
  };
}

function flagWording(prefix: string): Wording {
  return {
    only: "--only",
    allowWrites: "--allow-writes",
    readOnly: "--read-only",
    parameter: (name) => `--param ${name}=VALUE`,
    identity: (name) => `--identity ${name}`,
    credentials: `Set ${prefix}_TOKEN, or ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET, or give --credentials FILE.`,
    clientSecret: `Set ${prefix}_CLIENT_SECRET as well.`,
  };
}
