import { basename } from "node:path";

import { buildModel, type ApiModel, type Document, type NamesLock, type Problem } from "@specloom/api-model";

import type { Workspace } from "./find-workspace.ts";
import { inferNames } from "./infer-names.ts";
import { inferPathPrefix } from "./infer-path-prefix.ts";
import { plainText } from "./plain-text.ts";
import type { Plan } from "./plan.ts";
import { ownRanges } from "./versions.ts";

/** What a person said; all else is inferred. */
export interface Wishes {
  /** Beginning of every name, instead of one from the title. */
  readonly name?: string | undefined;
  /** npm scope of the packages, instead of that of the folder's `package.json`. */
  readonly scope?: string | undefined;
  /** Folder in which the three packages come to stand. */
  readonly packagesFolder: string;
}

export interface Decision {
  readonly plan: Plan;
  readonly model: ApiModel;
  /** Names of every operation and schema, as they shall stay. */
  readonly names: NamesLock;
  readonly problems: readonly Problem[];
}

export interface DecisionInput {
  readonly workspace: Workspace;
  readonly document: Document;
  /** Path of the document in the workspace. */
  readonly path: string;
}

/** Everything that needs a look at the whole document, decided once. */
export function decide({ workspace, document, path }: DecisionInput, wishes: Wishes): Decision {
  const first = buildModel(document);
  const dropPathPrefix = inferPathPrefix([
    ...new Set(first.model.operations.map((operation) => operation.path)),
  ]);
  const built =
    dropPathPrefix === undefined ? first : buildModel(document, { overrides: { dropPathPrefix } });
  const title = plainText(built.model.title);
  const names = inferNames({
    title,
    servers: built.model.servers,
    folder: basename(workspace.root),
    manifestName: workspace.manifest?.data.name,
    name: wishes.name,
    scope: wishes.scope,
  });
  const plan: Plan = {
    workspace,
    title: title === "" ? names.base : title,
    names,
    document: path,
    dropPathPrefix,
    packagesFolder: wishes.packagesFolder,
    ranges: ownRanges(),
  };
  return { plan, model: built.model, names: built.names, problems: built.problems };
}
