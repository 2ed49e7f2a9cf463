import { runInPackage } from "./package-manager.ts";
import { packageFolders, type Plan } from "./plan.ts";
import type { Workspace } from "./find-workspace.ts";

const NAMES = ["generate", "dev", "check", "build", "mock", "contract"] as const;
type ScriptName = (typeof NAMES)[number];

/** Names of the scripts in the root: as short as can be, behind `specloom:` where one of them is taken already. */
export function scriptNames({ manifest }: Workspace): Readonly<Record<ScriptName, string>> {
  const taken = Object.keys(manifest?.data.scripts ?? {});
  const prefix = NAMES.some((name) => taken.includes(name)) ? "specloom:" : "";
  return Object.fromEntries(NAMES.map((name) => [name, prefix + name])) as Record<ScriptName, string>;
}

/** Scripts of the root, by name. */
export function rootScripts(plan: Plan): Readonly<Record<string, string>> {
  const { names, workspace, document } = plan;
  const script = scriptNames(workspace);
  const builds = [names.types, names.client, names.contractTests].map((name) =>
    runInPackage(workspace.manager, name, "build"),
  );
  return {
    [script.generate]: "specloom generate",
    [script.dev]: "specloom dev",
    [script.check]: "specloom generate --check && specloom changeset --check",
    [script.build]: ["specloom generate", ...builds].join(" && "),
    [script.mock]: `specloom-mock ${quote(document)} --port 4010`,
    [script.contract]: `node ${packageFolders(plan).contractTests}/dist/generated/command.js`,
  };
}

/** Scripts that turn changesets into versions and publish them. */
export function releaseScripts({ workspace }: Plan): Readonly<Record<string, string>> {
  const { build } = scriptNames(workspace);
  const run =
    workspace.manager === "npm" || workspace.manager === "pnpm" ? `${workspace.manager} run` : "yarn run";
  return {
    changeset: "specloom changeset",
    "version-packages": "changeset version && specloom generate && specloom baseline",
    release: `${run} ${build} && changeset publish`,
  };
}

/** A path as every shell takes it, that of Windows included. */
function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path.replaceAll(/["$`\\]/g, String.raw`\$&`)}"`;
}
