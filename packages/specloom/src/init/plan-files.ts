import { join } from "node:path";

import type { NamesLock } from "@specloom/api-model";

import { configFile } from "./config-file.ts";
import { guideFile } from "./guide-file.ts";
import { packageFiles } from "./package-files.ts";
import { printJSON, type Plan, type PlannedFile } from "./plan.ts";
import { readIfThere } from "../read-if-there.ts";
import { changesetFiles, ignoreFile, pnpmWorkspace, yarnSettings } from "./root-files.ts";
import { rootManifest } from "./root-manifest.ts";

/** Files of the root that may be there already, and then only gain something. */
export const EXTENSIBLE: ReadonlySet<string> = new Set([
  "package.json",
  "pnpm-workspace.yaml",
  ".gitignore",
  ".changeset/config.json",
]);

/**
 * Every text, in the order in which it is written: `package.json` and the configuration, which say that a folder is set
 * up, come last, so that a run that was cut off can be repeated.
 */
export async function planFiles(plan: Plan, names: NamesLock): Promise<readonly PlannedFile[]> {
  const { root } = plan.workspace;
  const changesets = await foreign(root, changesetFiles(plan, undefined)[0]);
  const readme = await foreign(root, guideFile(plan, false));
  return [
    ...packageFiles(plan),
    { path: "names.lock.json", text: printJSON(names) },
    ...changesetFiles(plan, changesets),
    ignoreFile(await readIfThere(join(root, ".gitignore"))),
    guideFile(plan, readme !== undefined),
    ...pnpmWorkspace(plan),
    ...yarnSettings(plan),
    rootManifest(plan, changesets !== undefined),
    configFile(plan),
  ];
}

/** What stands at a file's place, if it is not that file already. */
async function foreign(root: string, file: PlannedFile | undefined): Promise<string | undefined> {
  const text = file === undefined ? undefined : await readIfThere(join(root, file.path));
  return text === file?.text ? undefined : text;
}
