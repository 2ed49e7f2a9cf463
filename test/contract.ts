import { join } from "node:path";
import type { MockServer } from "@specloom/mock-server";
import { run, type Outcome } from "./run.ts";

/** Runs the contract tests of a workspace against `url`, as the first tenant of `mock`. */
export async function runContract(
  workspace: string,
  mock: MockServer,
  url: string = mock.url,
): Promise<Outcome> {
  const [owner] = mock.identities;
  const command = join(workspace, "packages/contract-tests/dist/generated/command.js");
  const args = ["--base-url", url, "--param", `organization_id=${owner?.tenant?.id ?? ""}`];
  return run(process.execPath, [command, ...args], {
    cwd: workspace,
    environment: {
      KEYCARD_API_CLIENT_ID: owner?.clientID ?? "",
      KEYCARD_API_CLIENT_SECRET: owner?.clientSecret ?? "",
    },
  });
}
