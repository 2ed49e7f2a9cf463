// `pnpm check:runtimes`: the client as it is published, packed, installed by npm, and called once on every runtime that it
// promises. The runtimes come from npm, which takes a minute and half a gigabyte: this is no part of `pnpm test`.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");
const PACKAGES = ["types", "client-runtime", "client"];
const NODES = { "node-20": "20.20.2", "node-22": "22.23.3", "node-24": "24.21.0", "node-26": "26.10.0" };
const OTHERS = { bun: "1.4.5", deno: "2.9.6", workerd: "1.20261117.1" };

const folder = await mkdtemp(join(tmpdir(), "specloom-runtimes-"));
try {
  await install(folder);
  const results: boolean[] = [];
  for (const [name, command, args] of commands()) results.push(await check(name, command, args));
  if (results.includes(false)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function install(project: string): Promise<void> {
  const dependencies: Record<string, string> = {};
  for (const name of PACKAGES) {
    const destination = join(project, "tarballs", name);
    await run("pnpm", ["pack", "--pack-destination", destination], { cwd: join(ROOT, "packages", name) });
    const [file = ""] = await readdir(destination);
    const prefix = name === "client-runtime" ? "@specloom/" : "@specloom/keycard-";
    dependencies[`${prefix}${name}`] = `file:${join(destination, file)}`;
  }
  const nodes = Object.entries(NODES).map(([name, version]) => [name, `npm:node@${version}`]);
  const manifest = {
    private: true,
    dependencies: { ...dependencies, ...Object.fromEntries(nodes), ...OTHERS },
    // Packed packages name each other by version; here every one of them is the tarball beside it.
    overrides: dependencies,
  };
  await writeFile(join(project, "package.json"), JSON.stringify(manifest));
  await cp(join(import.meta.dirname, "runtimes"), project, { recursive: true });
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: project });
  // Workers take one file, as they are deployed.
  const bundle = ["build", "worker.mjs", "--outfile", "worker.bundle.js", "--target", "browser"];
  await run(join(project, "node_modules/.bin/bun"), bundle, { cwd: project });
}

function commands(): [name: string, command: string, args: readonly string[]][] {
  const bin = join(folder, "node_modules/.bin");
  const nodes = Object.keys(NODES).map((name) => [name, join(folder, "node_modules", name, "bin/node")]);
  return [
    ...nodes.flatMap(([name = "", node = ""]): [string, string, string[]][] => [
      [`${name} import`, node, ["import.mjs"]],
      [`${name} require`, node, ["require.cjs"]],
    ]),
    ["bun import", join(bin, "bun"), ["import.mjs"]],
    ["bun require", join(bin, "bun"), ["require.cjs"]],
    // Deno asks for leave to read the variables that the client looks for.
    [
      "deno import",
      join(bin, "deno"),
      ["run", "--no-remote", "--allow-env", "--no-prompt", "--node-modules-dir=manual", "import.mjs"],
    ],
    ["workerd", join(bin, "workerd"), ["test", "worker.capnp"]],
  ];
}

async function check(name: string, command: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args, { cwd: folder, timeout: 60_000 });
    console.log(`ok     ${name}`);
    return true;
  } catch (error) {
    const { message, stderr = "", stdout = "" } = error as Error & { stderr?: string; stdout?: string };
    console.log(`FAILED ${name}\n${stderr || stdout || message}`);
    return false;
  }
}
