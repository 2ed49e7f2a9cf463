import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const CLI: string = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; `when` gets what it printed so far and may stop it. */
export async function runCommand(
  args: readonly string[],
  when?: (stdout: string, stop: () => void) => void,
): Promise<Run> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", CLI, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    when?.(stdout, () => child.kill("SIGTERM"));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
}
