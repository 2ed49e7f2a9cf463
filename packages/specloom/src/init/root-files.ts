// Files of the root beside its `package.json`: new ones, and additions to those that are there already.
import { UsageError } from "../usage-error.ts";
import { addItems, assertHolds, parseText } from "./edit-text.ts";
import { missingFolders } from "./missing-folders.ts";
import { printJSON, type Plan, type PlannedFile } from "./plan.ts";

/** `pnpm-workspace.yaml` with the three folders among its packages; nothing for another package manager. */
export function pnpmWorkspace(plan: Plan): readonly PlannedFile[] {
  const { manager, pnpm } = plan.workspace;
  if (manager !== "pnpm") return [];
  const path = "pnpm-workspace.yaml";
  const folders = missingFolders(plan);
  const text = addItems(pnpm ?? "", ["packages"], folders);
  if (pnpm !== undefined && folders.length > 0) {
    const data = Object(parseText(pnpm, path)) as { readonly packages?: readonly string[] | null };
    assertHolds(text, { ...data, packages: [...(data.packages ?? []), ...folders] }, path);
  }
  return [{ path, text }];
}

/** Yarn 2 and later: installs into `node_modules`, where the compiler of TypeScript 7 looks for packages. */
export function yarnSettings({ workspace }: Plan): readonly PlannedFile[] {
  if (workspace.manager !== "yarn") return [];
  const { yarn } = workspace;
  if (yarn === undefined) return [{ path: ".yarnrc.yml", text: "nodeLinker: node-modules\n" }];
  const { nodeLinker } = Object(parseText(yarn, ".yarnrc.yml")) as { readonly nodeLinker?: unknown };
  if (nodeLinker === "node-modules" || nodeLinker === "pnpm") return [];
  throw new UsageError(
    "This workspace is installed by Plug'n'Play, which TypeScript 7 cannot read. Set nodeLinker: node-modules in .yarnrc.yml.",
    { showsUsage: false },
  );
}

/** Changesets: a new configuration with the three packages as one fixed group, or the group added to the one that is there. */
export function changesetFiles({ names }: Plan, present: string | undefined): readonly PlannedFile[] {
  const group = [names.types, names.client, names.contractTests];
  const path = ".changeset/config.json";
  if (present !== undefined) {
    const data = parseText(present, path) as { readonly fixed?: readonly (readonly string[])[] };
    if ((data.fixed ?? []).some((other) => other.includes(names.types))) return [];
    const text = addItems(present, ["fixed"], [group]);
    return [{ path, text: assertHolds(text, { ...data, fixed: [...(data.fixed ?? []), group] }, path) }];
  }
  const config = {
    changelog: "@changesets/cli/changelog",
    commit: false,
    // Made from one document, the three always carry one version.
    fixed: [group],
    linked: [],
    // npm restricts only what belongs to somebody: a package without a scope is public.
    access: names.types.startsWith("@") ? "restricted" : "public",
    baseBranch: "main",
    updateInternalDependencies: "patch",
    privatePackages: { version: false, tag: false },
  };
  return [
    { path, text: printJSON(config) },
    {
      path: ".changeset/README.md",
      text:
        "# Changesets\n\nOne file here is one intended release note: which packages change, by how much, and why. The three generated packages\n" +
        "are one fixed group: made from one document, they always carry the same version.\n",
    },
  ];
}

/** `.gitignore` with what is built and installed. */
export function ignoreFile(present: string | undefined): PlannedFile {
  const known = new Set(
    (present ?? "").split(/\r?\n/).map((line) => line.trim().replaceAll(/^(?:\*\*)?\/|\/$/g, "")),
  );
  const missing = ["node_modules", "dist"]
    .filter((folder) => !known.has(folder))
    .map((folder) => `${folder}/`);
  const before =
    present === undefined || present === "" || present.endsWith("\n") ? (present ?? "") : `${present}\n`;
  return { path: ".gitignore", text: missing.length === 0 ? before : `${before}${missing.join("\n")}\n` };
}
