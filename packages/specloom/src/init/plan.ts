import type { InferredNames } from "./infer-names.ts";
import type { OwnPackage } from "./versions.ts";
import type { Workspace } from "./find-workspace.ts";

/** All that is decided before the first text is made. Paths are relative to the workspace, with forward slashes. */
export interface Plan {
  readonly workspace: Workspace;
  /** The document's title, fit for any text. */
  readonly title: string;
  readonly names: InferredNames;
  readonly document: string;
  readonly dropPathPrefix: string | undefined;
  /** Folder in which the three packages stand. */
  readonly packagesFolder: string;
  readonly ranges: Readonly<Record<OwnPackage, string>>;
}

/** A file of the workspace. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
}

/** The three packages in the order in which they are built. */
export function packageFolders({ packagesFolder }: Plan): {
  readonly types: string;
  readonly client: string;
  readonly contractTests: string;
} {
  const at = (name: string): string => (packagesFolder === "." ? name : `${packagesFolder}/${name}`);
  return { types: at("types"), client: at("client"), contractTests: at("contract-tests") };
}

export function printJSON(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
