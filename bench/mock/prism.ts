// Prism, pinned, installed beside the repository's own dependencies on first use. It needs no binaries; its install
// scripts only count installations and are left out.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { once } from "node:events";
import { startServer, type ServerProcess } from "./server-process.ts";

const VERSION = "5.16.0";
const FOLDER = join(import.meta.dirname, "../peers/prism");
const COMMAND = join(FOLDER, "node_modules/@stoplight/prism-cli/dist/index.js");

export const PRISM: string = `Prism ${VERSION}`;

export function installPrism(): void {
  if (existsSync(COMMAND)) return;
  mkdirSync(FOLDER, { recursive: true });
  const dependencies = { "@stoplight/prism-cli": VERSION };
  writeFileSync(join(FOLDER, "package.json"), JSON.stringify({ private: true, dependencies }));
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", ["install", ...options], { cwd: FOLDER, stdio: ["ignore", "ignore", "inherit"] });
}

/** One process, nothing logged but that it listens. */
export async function startPrism(document: string): Promise<ServerProcess> {
  const port = await freePort();
  const args = ["mock", document, "--host", "127.0.0.1", "--port", String(port), "--multiprocess=false"];
  return startServer([COMMAND, ...args, "--verboseLevel", "info"], (printed) =>
    printed.includes("is listening") ? port : undefined,
  );
}

/** Prism cannot choose a port itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
