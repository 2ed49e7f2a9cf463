import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Our command, as the repository built it. */
export const SPECLOOM: string = join(import.meta.dirname, "../../packages/specloom/dist/cli.js");

/** An empty folder with a configuration that makes all three packages from `document`; gone when `use` is done. */
export async function withWorkspace<Result>(
  document: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-bench-"));
  try {
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
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
