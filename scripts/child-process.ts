// Runs one child at a time in a process group of its own, so that stopping ends everything below it, exactly once.
import { spawn } from "node:child_process";

const GRACE_MILLISECONDS = 10_000;

export interface ChildOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Output is kept back and shown only if the child fails. */
  readonly quiet?: boolean;
  /** Ends the child's process group when aborted. */
  readonly signal?: AbortSignal;
}

/** Runs Node on a script and resolves to its exit code. */
export async function runNode(
  script: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<number> {
  if (isStopped(options.signal)) return 130;
  const child = spawn(process.execPath, [script, ...args], {
    stdio: options.quiet === true ? ["ignore", "pipe", "pipe"] : "inherit",
    env: { ...process.env, ...options.environment },
    detached: process.platform !== "win32",
  });
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => output.push(chunk));

  let killer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    endGroup(child.pid, "SIGINT");
    killer = setTimeout(() => endGroup(child.pid, "SIGKILL"), GRACE_MILLISECONDS);
  };
  options.signal?.addEventListener("abort", stop, { once: true });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 130));
  });
  clearTimeout(killer);
  options.signal?.removeEventListener("abort", stop);
  if (code !== 0 && !isStopped(options.signal))
    process.stderr.write(Buffer.concat([Buffer.from("\n"), ...output]));
  return code;
}

function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    // The group ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** A signal that aborts on Ctrl-C, on a request to end, and when the process that started this one is gone. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
  return controller.signal;
}
