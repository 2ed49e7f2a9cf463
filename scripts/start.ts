// `pnpm start`: the whole idea on the real document, from lint to a contract run over HTTP.
import { runNode, stopSignal } from "./child-process.ts";

const DOCUMENT = "spec/openapi.yaml";
const ENVIRONMENT_PREFIX = "KEYCARD_API";
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
  try {
    const [owner] = server.identities;
    if (owner?.tenant === undefined)
      throw new Error(`${DOCUMENT} declares no tenant; see x-specloom in spec/README.md.`);
    console.log(`mock server listening at ${server.url}\n`);
    const tenant = `${owner.tenant.parameter}=${owner.tenant.id}`;
    const code = await runNode(
      "packages/contract-tests/dist/generated/command.js",
      ["--base-url", server.url, "--param", tenant],
      {
        signal,
        environment: {
          [`${ENVIRONMENT_PREFIX}_CLIENT_ID`]: owner.clientID,
          [`${ENVIRONMENT_PREFIX}_CLIENT_SECRET`]: owner.clientSecret,
        },
      },
    );
    if (code === 0) printNext();
    return signal.aborted ? 130 : code;
  } finally {
    await server.close();
  }
}

function printNext(): void {
  console.log(`
Next:
  pnpm mock                            serve the document on a port of your own, with state and tokens
  pnpm contract --base-url URL …       run the same checks against any server (--help shows the flags)
  edit spec/, then pnpm generate       types, client, contract tests and mock server follow
  pnpm test                            every test of the workspace`);
}
