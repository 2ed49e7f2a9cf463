// `pnpm rehearse`: a release of everything, into a registry of its own on the loopback. A consumer outside the workspace installs
// it, type-checks it and runs it. Then the document is edited, what `specloom changeset` proposes goes through version and publish,
// and the consumer's build must break exactly when the verdict said so. `--short` leaves out the project that `specloom init` makes.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rehearseInit } from "./rehearsal/rehearse-init.ts";
import { rehearseWorkspace } from "./rehearsal/rehearse-workspace.ts";
import { RehearsalError, show } from "./rehearsal/steps.ts";
import { startVerdaccio, type Registry } from "./rehearsal/verdaccio.ts";

const scratch = await mkdtemp(join(tmpdir(), "specloom-rehearsal-"));
let registry: Registry | undefined;
try {
  registry = await startVerdaccio(join(scratch, "verdaccio"));
  show(`a registry listens on ${registry.url}`);
  const workspace = await rehearseWorkspace(join(scratch, "workspace"), registry);
  if (!process.argv.includes("--short"))
    await rehearseInit({ folder: join(scratch, "init"), registry, workspace });
  console.log("The rehearsal went well.");
} catch (error) {
  if (!(error instanceof RehearsalError)) throw error;
  console.error(`FAILED ${error.message}`);
  process.exitCode = 1;
} finally {
  await registry?.close();
  await rm(scratch, { recursive: true, force: true });
}
