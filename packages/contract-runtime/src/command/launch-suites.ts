// Runs the generated suites under a vitest of this package's own, whatever folder the command was called in: no
// configuration, set-up file, coverage, cache or environment file of that folder is read or written.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Reporter, TestCase, TestModule, TestRunResult, Vitest } from "vitest/node";
import type { CheckResult } from "../contract/check.ts";
import type { LedgerEvent } from "../run/ledger.ts";
import { stopWord, type Progressed, type RunEvent, type RunSettings } from "../suite/join-run.ts";

declare module "vitest" {
  interface TaskMeta {
    /** What came of the check that a test stands for. */
    specloomCheck?: CheckResult;
  }
}

export interface LaunchOptions {
  /** Folder of the `*.suite.js` files, with a slash at its end. */
  readonly suites: URL;
  readonly settings: RunSettings;
  /** Stops the run; scenarios under way still clean up. */
  readonly signal: AbortSignal;
  readonly onResult: (result: CheckResult) => void;
  readonly onLedger: (event: LedgerEvent) => void;
  /** Hears what the suites have sent. */
  readonly onProgress: (progress: Progressed) => void;
}

/** Runs every suite. @returns what went wrong with the run itself; what servers do wrong comes through `onResult` */
export async function launchSuites(options: LaunchOptions): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-contract-"));
  const restore = prepareProcess(folder);
  const channel = new BroadcastChannel(options.settings.channel);
  channel.addEventListener("message", (event) => {
    const message = (event as MessageEvent).data as RunEvent;
    if (message.kind === "progress") options.onProgress(message);
    else options.onLedger(message);
  });
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: a channel between threads
    return await runVitest(options, { folder, stop: () => channel.postMessage(stopWord) });
  } finally {
    channel.close();
    restore();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runVitest(
  { suites, settings, signal, onResult }: LaunchOptions,
  { folder, stop }: { readonly folder: string; readonly stop: () => void },
): Promise<readonly string[]> {
  const { createVitest } = await import("vitest/node");
  const before = signalListeners();
  const vitest = await createVitest(
    {
      root: fileURLToPath(suites),
      config: false,
      watch: false,
      fsModuleCache: false,
      cache: false,
      include: ["**/*.suite.js", "**/*.suite.ts"],
      exclude: [],
      // With forks a terminal's Ctrl-C ends the worker before it can clean up.
      pool: "threads",
      isolate: false,
      fileParallelism: false,
      globals: false,
      coverage: { enabled: false },
      testTimeout: 0,
      hookTimeout: 0,
      provide: { specloomContract: settings },
      reporters: [collector(onResult)],
    },
    { cacheDir: folder, envDir: false, publicDir: false, logLevel: "silent" },
  );
  dropListeners(before);
  const cancel = (): void => {
    stop();
    void vitest.cancelCurrentRun("keyboard-input");
  };
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return faultsOf(await vitest.start(), signal.aborted);
  } finally {
    signal.removeEventListener("abort", cancel);
    await drain();
    await closeVitest(vitest);
  }
}

/** Settings of this process that vitest reads while it is loaded. */
function prepareProcess(folder: string): () => void {
  const { XDG_DATA_HOME: dataHome } = process.env;
  const exitCode = process.exitCode;
  // vitest writes a token file there, and the home folder may be missing or read-only.
  process.env["XDG_DATA_HOME"] = folder;
  if (!process.stdout.isTTY) process.env["NO_COLOR"] ??= "1";
  return () => {
    if (dataHome === undefined) delete process.env["XDG_DATA_HOME"];
    else process.env["XDG_DATA_HOME"] = dataHome;
    process.exitCode = exitCode;
  };
}

function collector(onResult: (result: CheckResult) => void): Reporter {
  return {
    onTestCaseResult: (test: TestCase) => {
      const result = test.meta().specloomCheck;
      if (result !== undefined) onResult(result);
    },
  };
}

function faultsOf({ testModules, unhandledErrors }: TestRunResult, isStopped: boolean): readonly string[] {
  const faults = unhandledErrors.map((error) => messageOf(error));
  for (const module of testModules) {
    faults.push(
      ...module.errors().map((error) => messageOf(error)),
      ...(isStopped ? [] : silentTests(module)),
    );
    for (const suite of module.children.allSuites())
      faults.push(...suite.errors().map((error) => messageOf(error)));
  }
  if (testModules.length === 0 && !isStopped) faults.push("no suite file was found");
  return faults;
}

/** Tests that ended without a result of ours. */
function silentTests(module: TestModule): readonly string[] {
  const silent = [...module.children.allTests()].filter(
    (test) => test.options.mode !== "skip" && test.meta().specloomCheck === undefined,
  );
  return silent.length === 0 ? [] : [`${silent.length} tests of ${module.moduleId} gave no result`];
}

function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}

const signals = ["SIGINT", "SIGTERM"] as const;

function signalListeners(): ReadonlySet<unknown> {
  return new Set(signals.flatMap((name) => process.listeners(name)));
}

/** vitest's own listeners end the process before any clean-up. */
function dropListeners(before: ReadonlySet<unknown>): void {
  for (const name of signals) {
    for (const listener of process.listeners(name))
      if (!before.has(listener)) process.removeListener(name, listener);
  }
}

/** Messages of the worker that are under way arrive within a few turns of the loop. */
async function drain(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function closeVitest(vitest: Vitest): Promise<void> {
  await vitest.close();
}
