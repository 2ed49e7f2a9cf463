// `pnpm start`: the whole idea on the real document, from lint to a contract run over HTTP.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Identity } from "@specloom/mock-server";
import { runNode, stopSignal } from "./child-process.ts";

const DOCUMENT = "spec/openapi.yaml";
const COMMAND = "packages/contract-tests/dist/generated/command.js";
const signal = stopSignal();

process.exitCode = await start();

async function start(): Promise<number> {
  const prepared =
    (await runStep("lint the document", ["run", "lint"])) ||
    (await runStep("generate types, client and contract tests", ["run", "//#emit"])) ||
    (await runStep("build", ["run", "build"]));
  return prepared || (await testAgainstMock());
}

async function runStep(title: string, turboArguments: readonly string[]): Promise<number> {
  process.stdout.write(`${title} … `);
  const code = await runNode("scripts/turbo.ts", turboArguments, { quiet: true, signal });
  console.log(signal.aborted ? "stopped" : code === 0 ? "done" : "failed");
  return signal.aborted ? 130 : code;
}

async function testAgainstMock(): Promise<number> {
  // Built by the step before, so it cannot be imported at the top.
  const { startMockServer } = await import("@specloom/mock-server");
  const server = await startMockServer({ document: DOCUMENT });
  const folder = await mkdtemp(join(tmpdir(), "specloom-start-"));
  try {
    console.log(`mock server listening at ${server.url}\n`);
    const [owner, stranger] = server.identities.map(describeIdentity);
    const files = { owner: join(folder, "owner.json"), stranger: join(folder, "stranger.json") };
    await writeFile(files.owner, JSON.stringify(owner), { mode: 0o600 });
    await writeFile(files.stranger, JSON.stringify(stranger), { mode: 0o600 });
    const params = Object.entries(owner?.params ?? {}).flatMap(([name, value]) => [
      "--param",
      `${name}=${value}`,
    ]);
    const code = await runNode(
      COMMAND,
      [
        "--base-url",
        server.url,
        ...params,
        "--credentials",
        files.owner,
        "--identity",
        `stranger=${files.stranger}`,
      ],
      { signal },
    );
    if (code === 0) printNext();
    return signal.aborted ? 130 : code;
  } finally {
    await rm(folder, { recursive: true });
    await server.close();
  }
}

/** The shape in which the contract command reads somebody's credentials from a file. */
function describeIdentity({ tenant, clientID, clientSecret }: Identity): IdentityFile {
  return {
    clientId: clientID,
    clientSecret,
    params: tenant === undefined ? {} : { [tenant.parameter]: tenant.id },
  };
}

interface IdentityFile {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly params: Readonly<Record<string, string>>;
}

function printNext(): void {
  console.log(`
Next:
  pnpm mock                            serve the document on a port of your own, with state and tokens
  pnpm contract --base-url URL …       run the same checks against any server (--help shows the flags)
  edit spec/, then pnpm generate       types, client, contract tests and mock server follow
  pnpm test                            every test of the workspace`);
}
