import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { UsageError } from "../usage-error.ts";
import { parseText } from "./edit-text.ts";
import type { Manifest } from "./manifest.ts";
import { readManager, type PackageManager } from "./package-manager.ts";
import { readIfThere } from "../read-if-there.ts";

/** The folder that becomes a workspace, or is one. */
export interface Workspace {
  readonly root: string;
  readonly manager: PackageManager;
  /** Absent where the folder has no `package.json`. */
  readonly manifest?: { readonly text: string; readonly data: Manifest };
  /** Text of `pnpm-workspace.yaml`. */
  readonly pnpm?: string;
  /** Text of `.yarnrc.yml`. */
  readonly yarn?: string;
  /** Patterns of the folders that are packages. */
  readonly patterns: readonly string[];
}

/**
 * Reads what the folder is by now.
 *
 * @param given a package manager that a person named
 * @throws UsageError where the folder is not the root of its workspace, or where a file of it does not parse
 */
export async function findWorkspace(folder: string, given?: string): Promise<Workspace> {
  const root = resolve(folder);
  await refuseInner(root);
  const text = await readIfThere(join(root, "package.json"));
  const data = text === undefined ? undefined : readManifest(text, join(root, "package.json"));
  const pnpm = await readIfThere(join(root, "pnpm-workspace.yaml"));
  const yarn = await readIfThere(join(root, ".yarnrc.yml"));
  const manager = await readManager({
    root,
    manifest: data,
    given,
    hasPnpm: pnpm !== undefined,
    hasYarnRC: yarn !== undefined,
  });
  return {
    root,
    manager,
    ...(text !== undefined && data !== undefined && { manifest: { text, data } }),
    ...(pnpm !== undefined && { pnpm }),
    ...(yarn !== undefined && { yarn }),
    patterns:
      manager === "pnpm" ? patternsOf(pnpm, join(root, "pnpm-workspace.yaml")) : listed(data?.workspaces),
  };
}

function readManifest(text: string, file: string): Manifest {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof data === "object" && data !== null && !Array.isArray(data)) return data;
    throw new Error("it holds no object");
  } catch (error) {
    throw new UsageError(
      `${file} does not parse: ${(error as Error).message}. Mend it, then run this again.`,
      {
        showsUsage: false,
      },
    );
  }
}

function patternsOf(text: string | undefined, file: string): readonly string[] {
  const data = text === undefined ? undefined : parseText(text, file);
  const { packages } = Object(data) as { packages?: readonly string[] | null };
  return packages ?? [];
}

function listed(workspaces: Manifest["workspaces"]): readonly string[] {
  if (workspaces === undefined) return [];
  return Array.isArray(workspaces)
    ? (workspaces as readonly string[])
    : ((workspaces as { packages?: readonly string[] }).packages ?? []);
}

/** A folder below the root of a workspace cannot be one itself; the search ends where a repository begins. */
async function refuseInner(folder: string): Promise<void> {
  if (await isRepository(folder)) return;
  for (let outer = dirname(folder); outer !== dirname(outer); outer = dirname(outer)) {
    const manifest = await readIfThere(join(outer, "package.json"));
    const pnpm = await readIfThere(join(outer, "pnpm-workspace.yaml"));
    if (pnpm !== undefined || (manifest !== undefined && /"workspaces"\s*:/.test(manifest))) {
      throw new UsageError(`${folder} lies inside the workspace ${outer}. Run the command in ${outer}.`, {
        showsUsage: false,
      });
    }
    if (await isRepository(outer)) return;
  }
}

async function isRepository(folder: string): Promise<boolean> {
  try {
    await stat(join(folder, ".git"));
    return true;
  } catch {
    return false;
  }
}
