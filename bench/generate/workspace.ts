import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Our command, as the repository built it. */
export const SPECLOOM: string = join(import.meta.dirname, "../../packages/specloom/dist/cli.js");

const used: string[] = [];

/**
 * An empty folder with a configuration that makes all three packages from `document`. It stays until all is measured: to
 * make a file, some file systems (ext4 without a journal) look through all that were deleted in the last minutes, and the
 * next run would pay for what this one left.
 *
 * @see removeWorkspaces
 */
export async function withWorkspace<Result>(
  document: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-bench-"));
  used.push(folder);
  const config = {
    document,
    names: "names.lock.json",
    environmentPrefix: "BENCH_API",
    packages: {
      types: { name: "@bench/types", folder: "types" },
      client: { name: "@bench/client", folder: "client" },
      contractTests: {
        name: "@bench/contract-tests",
        folder: "contract-tests",
        command: "bench-contract",
      },
    },
  };
  await writeFile(join(folder, "specloom.config.ts"), `export default ${JSON.stringify(config)};\n`);
  // What an installed project has; a run leaves in it what the next one needs to know.
  await mkdir(join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  return use(folder);
}

/** Deletes every folder that {@link withWorkspace} made. */
export async function removeWorkspaces(): Promise<void> {
  for (const folder of used.splice(0)) await rm(folder, { recursive: true, force: true });
}
