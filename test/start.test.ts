// Stopping `pnpm start` at any moment leaves no process behind.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ROOT } from "./workspace.ts";

const MARK = "SPECLOOM_START_TEST";

// Processes are found by a variable in their environment, which only Linux shows.
describe.runIf(process.platform === "linux")("pnpm start", () => {
  test.each([
    { moment: "while it prepares", line: "lint the document", signal: "SIGINT" },
    { moment: "while the contract tests run", line: "mock server listening", signal: "SIGINT" },
    { moment: "while the contract tests run", line: "mock server listening", signal: "SIGTERM" },
  ] as const)("ends everything on $signal $moment", async ({ line, signal }) => {
    const id = randomUUID();
    const child = spawn(process.execPath, ["scripts/start.ts"], {
      cwd: ROOT,
      env: { ...process.env, [MARK]: id },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    await expect.poll(() => output, { timeout: 60_000, interval: 20 }).toContain(line);
    await sleep(300);
    child.kill(signal);
    expect(await exit).toBe(130);
    await expect.poll(() => listMarked(id), { timeout: 5000 }).toEqual([]);
  });
});

async function listMarked(id: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => {
      // A process may end while it is looked at; then it is not left behind.
      const environment = await readFile(join("/proc", pid, "environ"), "utf8").catch(() => "");
      if (!environment.includes(`${MARK}=${id}`)) return "";
      return (await readFile(join("/proc", pid, "cmdline"), "utf8").catch(() => "")).replaceAll("\0", " ");
    }),
  );
  return commands.filter((command) => command !== "");
}
