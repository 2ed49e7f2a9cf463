// `specloom init`: look, decide, make every text, compare with the disk, write. Nothing is written before all is known.
import { join } from "node:path";

import type { Problem } from "@specloom/api-model";
import { writeChanges } from "@specloom/generator";

import { CONFIG_FILES } from "../load-config.ts";
import { UsageError } from "../usage-error.ts";
import { compareFiles, type FileComparison } from "./compare-files.ts";
import { decide, type Decision, type Wishes } from "./decide.ts";
import type { FetchOptions } from "./fetch-document.ts";
import { findWorkspace, type Workspace } from "./find-workspace.ts";
import { nextSteps, type NextStep } from "./guide-file.ts";
import type { InferredNames } from "./infer-names.ts";
import { EXTENSIBLE, planFiles } from "./plan-files.ts";
import { packageFolders, type PlannedFile } from "./plan.ts";
import { readIfThere } from "../read-if-there.ts";
import { readSource } from "./read-source.ts";

export interface InitOptions extends Wishes {
  /** File or URL of the document. */
  readonly document: string;
  /** Folder that becomes a workspace, or is the root of one. */
  readonly directory: string;
  readonly packageManager?: string | undefined;
  /** Writes nothing. */
  readonly dryRun: boolean;
  readonly fetch: FetchOptions;
  readonly onStep: (step: string) => void;
}

/** What was made, or would be; undefined members of a document that cannot be used. */
export interface InitResult extends FileComparison {
  readonly problems: readonly Problem[];
  readonly made?: {
    readonly title: string;
    readonly packageManager: Workspace["manager"];
    readonly counts: { readonly operations: number; readonly schemas: number };
    readonly names: InferredNames;
    /** What to run now. */
    readonly next: readonly NextStep[];
  };
}

/**
 * Makes a folder ready for generation. With a fatal problem of the document nothing is written.
 *
 * @throws UsageError where something stands in the way; nothing was written then
 */
export async function initialize(options: InitOptions): Promise<InitResult> {
  const workspace = await findWorkspace(options.directory, options.packageManager);
  await refuseSecond(workspace.root);
  options.onStep(`reading ${options.document}`);
  const { document, problems, path, copies } = await readSource(
    options.document,
    workspace.root,
    options.fetch,
  );
  if (document === undefined || isFatal(problems)) return { ...NOTHING, problems };

  const decision = decide({ workspace, document, path }, options);
  const all = [...problems, ...decision.problems];
  if (isFatal(all)) return { ...NOTHING, problems: all };

  const files = [...copies, ...(await planFiles(decision.plan, decision.names))];
  const comparison = await compareFiles(files, {
    root: workspace.root,
    extensible: EXTENSIBLE,
    folders: Object.values(packageFolders(decision.plan)),
  });
  if (!options.dryRun) {
    options.onStep("writing");
    await write(files, comparison, workspace.root);
  }
  return { ...comparison, problems: all, made: describe(decision) };
}

const NOTHING: FileComparison = { created: [], extended: [], unchanged: [] };

async function refuseSecond(root: string): Promise<void> {
  for (const file of CONFIG_FILES) {
    if ((await readIfThere(join(root, file))) === undefined) continue;
    throw new UsageError(
      `Nothing was written: ${root} is set up already, by ${file}. Edit that file, or remove it to begin anew.`,
      { showsUsage: false },
    );
  }
}

async function write(
  files: readonly PlannedFile[],
  { created, extended }: FileComparison,
  root: string,
): Promise<void> {
  const changed = new Set([...created, ...extended]);
  const changes = files.filter(({ path }) => changed.has(path));
  await writeChanges(changes.map(({ path, text }) => ({ path: join(root, path), text })));
}

function describe({ plan, model }: Decision): NonNullable<InitResult["made"]> {
  return {
    title: plan.title,
    packageManager: plan.workspace.manager,
    counts: { operations: model.operations.length, schemas: model.components.length },
    names: plan.names,
    next: nextSteps(plan),
  };
}

function isFatal(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "fatal");
}
