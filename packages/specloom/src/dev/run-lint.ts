import { spawn } from "node:child_process";

/** Runs a command of the user's own; resolves to what it printed if it found something, else to nothing. */
export async function runLint(command: string, signal: AbortSignal): Promise<readonly string[]> {
  const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"], signal });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const code = await new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("close", (exitCode) => done(exitCode ?? 1));
  });
  if (code === 0) return [];
  return [printed.trim() === "" ? `${command} ended with ${code}` : printed.trim()];
}
