import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { CLI } from "./run-command.ts";

it("goes on when nobody reads what it prints", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "openapi.json");
  const info = { title: "Empty", version: "1.0.0" };
  await writeFile(path, JSON.stringify({ openapi: "3.1.0", info, paths: {} }));
  const child = spawn(process.execPath, [CLI, path, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "close");
  let printed = "";
  for await (const text of child.stdout.setEncoding("utf8")) {
    printed += String(text);
    // Leaving the loop closes the pipe.
    if (/http:\/\/[\d.:]+/.test(printed)) break;
  }
  const [url = ""] = /http:\/\/[\d.:]+/.exec(printed) ?? [];
  for (let request = 0; request < 3; request++) expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  child.kill("SIGTERM");
  await ended;
  expect(child.exitCode).toBe(0);
});
