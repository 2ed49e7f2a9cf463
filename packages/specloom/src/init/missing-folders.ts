import { coversFolder } from "./covers-folder.ts";
import { packageFolders, type Plan } from "./plan.ts";

/** Folders of the three packages that the workspace does not take for packages yet. */
export function missingFolders(plan: Plan): readonly string[] {
  const folders = Object.values<string>(packageFolders(plan));
  return folders.filter((folder) => !coversFolder(plan.workspace.patterns, folder));
}
