// Packs every package whose version is not published yet, looks into each tarball, and publishes these tarballs and no others.
// Part of `pnpm release`, which builds and tests first; the rehearsal runs it against a registry of its own.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runWell } from "../test/run.ts";
import { runNode } from "./child-process.ts";
import { readTarball } from "./release/read-tarball.ts";
import { findTarballFaults } from "./release/tarball-faults.ts";

const require = createRequire(import.meta.url);
const CHANGESET = join(dirname(require.resolve("@changesets/cli/package.json")), "bin.js");
const ATTW = join(dirname(require.resolve("@arethetypeswrong/cli/package.json")), "dist/index.js");

const folder = await mkdtemp(join(tmpdir(), "specloom-release-"));
try {
  process.exitCode = await publish(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function publish(packed: string): Promise<number> {
  const code = await runNode(CHANGESET, ["pack", "--out-dir", packed]);
  if (code !== 0) return code;
  const tarballs = (await readdir(join(packed, "packages"))).filter((name) => name.endsWith(".tgz"));
  const counts = tarballs.map((name) => checkTarball(join(packed, "packages", name), name));
  const faults = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  if (faults > 0) {
    console.error(`Nothing was published: ${faults} fault${faults === 1 ? "" : "s"} in what was packed.`);
    return 1;
  }
  return runNode(CHANGESET, ["publish", "--from-pack-dir", packed, ...process.argv.slice(2)], {
    environment: await provenance(),
  });
}

async function checkTarball(tarball: string, name: string): Promise<number> {
  const faults = findTarballFaults(await readTarball(tarball), process.cwd());
  for (const fault of faults) console.error(`${name}: ${fault}`);
  const types = await runNode(ATTW, [tarball, "--profile", "esm-only", "--no-emoji"], { quiet: true });
  if (types !== 0) console.error(`${name}: its declarations do not resolve for every consumer`);
  const count = faults.length + (types === 0 ? 0 : 1);
  if (count === 0) console.log(`ok     ${name}`);
  return count;
}

/** Every release says which commit it was built from; a registry on this machine has nobody to say it to. */
async function provenance(): Promise<Readonly<Record<string, string>>> {
  const registry = await runWell("pnpm", ["config", "get", "registry"], { cwd: ".", shell: true });
  const isRehearsal = new URL(registry.trim()).hostname === "127.0.0.1";
  const wanted = String(!isRehearsal);
  return { NPM_CONFIG_PROVENANCE: wanted, pnpm_config_provenance: wanted };
}
