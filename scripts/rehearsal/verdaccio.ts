// A registry of npm on the loopback that takes what is published: verdaccio, fetched from npm for the occasion.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPort } from "../../test/find-port.ts";
import { runWell } from "../../test/run.ts";

const VERSION = "6.10.4";
const MOST_SECONDS = 60;

export interface Registry {
  readonly url: string;
  /** npm's and pnpm's settings for whoever installs from it and publishes to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Installs it into `folder` and starts it; what it does not have comes from the public registry. */
export async function startVerdaccio(folder: string): Promise<Registry> {
  await mkdir(folder, { recursive: true });
  // A part of it asks for a tag of node-fetch that not every mirror carries; the version behind that tag will do.
  const manifest = {
    private: true,
    dependencies: { verdaccio: VERSION },
    overrides: { "node-fetch": "2.7.0" },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], {
    cwd: folder,
    shell: true,
  });
  const port = await findPort();
  const url = `http://127.0.0.1:${port}/`;
  await writeFile(join(folder, "verdaccio.yaml"), settings(folder));
  const script = join(folder, "node_modules/verdaccio/bin/verdaccio");
  const child = spawn(
    process.execPath,
    [script, "--config", join(folder, "verdaccio.yaml"), "--listen", `127.0.0.1:${port}`],
    { cwd: folder, stdio: "ignore" },
  );
  try {
    await waitFor(url, child);
    const user = join(folder, "npmrc");
    await writeFile(user, `registry=${url}\n//127.0.0.1:${port}/:_authToken=${await addUser(url)}\n`);
    return { url, environment: environmentOf(url, user), close: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function environmentOf(url: string, user: string): Readonly<Record<string, string>> {
  return {
    // In both cases: npx sets the lower one for what it runs, and that would go before the upper.
    NPM_CONFIG_USERCONFIG: user,
    npm_config_userconfig: user,
    npm_config_registry: url,
    pnpm_config_registry: url,
    // What was published a minute ago is what is wanted here.
    pnpm_config_minimum_release_age: "0",
    // What is installed is shared with this workspace, and pnpm may not install from the copy before it runs something.
    pnpm_config_verify_deps_before_run: "false",
    NPM_CONFIG_PROVENANCE: "false",
    pnpm_config_provenance: "false",
  };
}

function settings(folder: string): string {
  return [
    `storage: ${join(folder, "storage")}`,
    "auth: { htpasswd: { file: ./htpasswd } }",
    "uplinks: { npmjs: { url: https://registry.npmjs.org/, maxage: 60m } }",
    "packages:",
    // What is rehearsed is never looked for elsewhere.
    ...["specloom", "@specloom/*", "rehearsed-*"].map(
      (name) => `  "${name}": { access: $all, publish: $authenticated }`,
    ),
    '  "**": { access: $all, publish: $authenticated, proxy: npmjs }',
    "log: { type: stdout, level: fatal }",
    "",
  ].join("\n");
}

async function waitFor(url: string, child: ChildProcess): Promise<void> {
  for (let left = MOST_SECONDS * 5; left > 0; left--) {
    if (child.exitCode !== null) throw new Error(`verdaccio ended with ${child.exitCode}`);
    if (await answers(`${url}-/ping`)) return;
    await new Promise((resolve) => void setTimeout(resolve, 200));
  }
  throw new Error(`verdaccio did not answer for ${MOST_SECONDS} s`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Nobody listens there yet.
    return false;
  }
}

async function addUser(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:rehearsal`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "rehearsal", password: "rehearsal" }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`verdaccio gave no token: ${response.status}`);
  return token;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}
