import { join } from "node:path";

import { UsageError } from "../usage-error.ts";
import type { Manifest } from "./manifest.ts";
import { readIfThere } from "../read-if-there.ts";

/** `yarn` is its version 2 and later, `yarn-classic` version 1: they differ in how packages of a workspace name each other. */
export const PACKAGE_MANAGERS = ["npm", "pnpm", "yarn", "yarn-classic"] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

export interface ManagerClues {
  readonly root: string;
  readonly manifest: Manifest | undefined;
  /** What a person named. */
  readonly given: string | undefined;
  readonly hasPnpm: boolean;
  readonly hasYarnRC: boolean;
}

/** The package manager: the one named, else the folder's by its files, else the one that started this process, else npm. */
export async function readManager(clues: ManagerClues): Promise<PackageManager> {
  const { root, manifest, given, hasPnpm, hasYarnRC } = clues;
  if (given !== undefined) return checkManager(given);
  if (hasPnpm) return "pnpm";
  if (hasYarnRC) return "yarn";
  const declared = manifest?.packageManager ?? manifest?.devEngines?.packageManager?.name;
  const named = declared === undefined ? undefined : fromName(declared);
  return named ?? (await fromLockFile(root)) ?? fromName(process.env["npm_config_user_agent"] ?? "") ?? "npm";
}

function checkManager(name: string): PackageManager {
  const known = PACKAGE_MANAGERS.find((manager) => manager === name);
  if (known !== undefined) return known;
  throw new UsageError(`--package-manager takes ${PACKAGE_MANAGERS.join(", ")}, not ${name}.`);
}

async function fromLockFile(root: string): Promise<PackageManager | undefined> {
  if ((await readIfThere(join(root, "pnpm-lock.yaml"))) !== undefined) return "pnpm";
  const yarn = await readIfThere(join(root, "yarn.lock"));
  if (yarn !== undefined) return yarn.includes("__metadata:") ? "yarn" : "yarn-classic";
  return (await readIfThere(join(root, "package-lock.json"))) === undefined ? undefined : "npm";
}

/** From `pnpm@12.0.0` as manifests write it, or `yarn/1.22.22 npm/? node/v26.1.0` as the managers call themselves. */
function fromName(text: string): PackageManager | undefined {
  const [, name, major] = /^(npm|pnpm|yarn)(?:[@/](\d+))?/.exec(text) ?? [];
  if (name === "yarn") return major === "1" ? "yarn-classic" : "yarn";
  return name === "npm" || name === "pnpm" ? name : undefined;
}

const RUN: Readonly<Record<PackageManager, string>> = {
  npm: "npm run",
  pnpm: "pnpm run",
  yarn: "yarn run",
  "yarn-classic": "yarn run",
};

/** The command that runs a script of the root. */
export function runScript(manager: PackageManager, script: string): string {
  return `${RUN[manager]} ${script}`;
}

/** The same with arguments for the script, which npm alone wants set apart. */
export function runScriptWith(manager: PackageManager, script: string, args: string): string {
  return `${runScript(manager, script)}${manager === "npm" ? " --" : ""} ${args}`;
}

/** The command that runs a script of one package, from the root. */
export function runInPackage(manager: PackageManager, name: string, script: string): string {
  if (manager === "npm") return `npm run ${script} --workspace ${name}`;
  return manager === "pnpm" ? `pnpm --filter ${name} run ${script}` : `yarn workspace ${name} run ${script}`;
}

export function installCommand(manager: PackageManager): string {
  return manager === "yarn-classic" ? "yarn install" : `${manager} install`;
}

/** How a package of the workspace names another one of the version that both begin with. */
export function workspaceRange(manager: PackageManager): string {
  return manager === "pnpm" || manager === "yarn" ? "workspace:^" : "^0.0.0";
}
