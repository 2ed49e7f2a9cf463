import { UsageError } from "../usage-error.ts";
import { addItems, addMembers, assertHolds } from "./edit-text.ts";
import type { Workspace } from "./find-workspace.ts";
import type { Manifest } from "./manifest.ts";
import { missingFolders } from "./missing-folders.ts";
import { printJSON, type Plan, type PlannedFile } from "./plan.ts";
import { releaseScripts, rootScripts } from "./root-scripts.ts";
import { CHANGESETS_FOR_YARN_1, TOOL_VERSIONS } from "./versions.ts";

/** What the root's `package.json` shall have. */
interface Additions {
  /** Folders that are not yet packages of the workspace; pnpm keeps them elsewhere. */
  readonly folders: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The root's `package.json`: a new one, or that which is there with what it lacks. */
export function rootManifest(plan: Plan, hasChangesets: boolean): PlannedFile {
  const { workspace, names, ranges } = plan;
  const additions: Additions = {
    folders: workspace.manager === "pnpm" ? [] : missingFolders(plan),
    scripts: { ...rootScripts(plan), ...(hasChangesets ? {} : releaseScripts(plan)) },
    devDependencies: {
      "@changesets/cli":
        workspace.manager === "yarn-classic" ? CHANGESETS_FOR_YARN_1 : TOOL_VERSIONS["@changesets/cli"],
      "@specloom/mock-server": ranges["@specloom/mock-server"],
      specloom: ranges.specloom,
    },
  };
  const { manifest } = workspace;
  const text =
    manifest === undefined ? newManifest(names.base, additions) : extend(manifest, additions, workspace);
  return { path: "package.json", text };
}

function newManifest(base: string, { folders, scripts, devDependencies }: Additions): string {
  return printJSON({
    name: `${base}-packages`,
    version: "0.0.0",
    private: true,
    type: "module",
    ...(folders.length > 0 && { workspaces: folders }),
    scripts,
    devDependencies,
    engines: { node: ">=22.18" },
  });
}

function extend(
  { text, data }: NonNullable<Workspace["manifest"]>,
  { folders, scripts, devDependencies: wanted }: Additions,
  { manager, patterns }: Workspace,
): string {
  if (manager === "yarn-classic" && data.private !== true) {
    throw new UsageError(
      'package.json is not private, and Yarn 1 takes only a private one for a workspace. Add "private": true to it.',
      { showsUsage: false },
    );
  }
  const { workspaces, dependencies = {} } = data;
  // Yarn 1 also has the form `{ "packages": […], "nohoist": […] }`.
  const holder = workspaces === undefined || isList(workspaces) ? undefined : workspaces;
  const devDependencies = Object.fromEntries(
    Object.entries(wanted).filter(([name]) => !(name in dependencies)),
  );
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const listed = addItems(
    text.slice(mark.length),
    holder === undefined ? ["workspaces"] : ["workspaces", "packages"],
    folders,
  );
  const extended = addMembers(addMembers(listed, ["scripts"], scripts), ["devDependencies"], devDependencies);
  const packages = [...patterns, ...folders];
  const expected = {
    ...data,
    ...(folders.length > 0 && { workspaces: holder === undefined ? packages : { ...holder, packages } }),
    scripts: { ...scripts, ...data.scripts },
    devDependencies: { ...devDependencies, ...data.devDependencies },
  };
  return mark + assertHolds(extended, expected, "package.json");
}

function isList(workspaces: NonNullable<Manifest["workspaces"]>): workspaces is readonly string[] {
  return Array.isArray(workspaces);
}
