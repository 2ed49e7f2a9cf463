// One round of `specloom dev`: lint, generate, type-check, verdict against the last release. It never throws: whatever stops it is
// part of what it found.
import { resolve } from "node:path";

import { formatProblem } from "@specloom/api-model";
import { generate } from "@specloom/generator";

import { describeError } from "../describe-error.ts";
import type { LoadedConfig } from "../load-config.ts";
import { readBaseline } from "../release/baseline-folder.ts";
import type { StateComparison } from "../release/compare-states.ts";
import { compareWithRelease } from "../release/compare-with-release.ts";
import { loadConfigured, releasedFolder } from "../release/read-state.ts";
import { runLint } from "./run-lint.ts";
import type { TypeChecker } from "./type-check.ts";

/** What a round came to. */
export interface Round {
  /** The step that stopped it; absent where it went through. */
  readonly stoppedBy?: "configuration" | "lint" | "document" | "types" | "verdict";
  /** What is wrong, one text a fault. */
  readonly faults: readonly string[];
  /** What is less than perfect and stops nothing. */
  readonly notes: readonly string[];
  /** Files that were written or deleted. */
  readonly written: number;
  /** Absent where nothing was released yet, or the round was stopped. */
  readonly comparison?: StateComparison;
  /** Files that the document consists of, or would. */
  readonly files: readonly string[];
}

export interface RoundOptions {
  readonly loaded: LoadedConfig;
  readonly checker: TypeChecker;
  /** A command line for the shell. */
  readonly lint: string | undefined;
  readonly signal: AbortSignal;
}

export async function runRound(options: RoundOptions): Promise<Round> {
  const { config, directory } = options.loaded;
  let files: readonly string[] = [resolve(directory, config.document)];
  let written = 0;
  const notes: string[] = [];
  const stop = (stoppedBy: NonNullable<Round["stoppedBy"]>, faults: readonly string[]): Round => ({
    stoppedBy,
    faults,
    notes,
    written,
    files,
  });
  let step: NonNullable<Round["stoppedBy"]> = "document";
  try {
    const { files: read, missing } = await loadConfigured(config, directory);
    files = [
      ...new Set([
        ...files,
        ...read,
        ...missing,
        ...(config.overlays ?? []).map((path) => resolve(directory, path)),
      ]),
    ];
    const result = await generate(config, { directory });
    const problems = result.problems.filter(({ severity }) => severity !== "cosmetic");
    const fatal = problems.filter(({ severity }) => severity === "fatal");
    if (fatal.length > 0) return stop("document", fatal.map(formatProblem));
    written = result.written.length + result.deleted.length;
    notes.push(...problems.map(formatProblem));
    step = "lint";
    const lint = options.lint === undefined ? [] : await runLint(options.lint, options.signal);
    if (lint.length > 0) return stop("lint", lint);
    step = "types";
    const complaints = await options.checker.check(config, directory);
    if (complaints.length > 0) return stop("types", complaints);
    step = "verdict";
    const base = await readBaseline(releasedFolder(config, directory));
    const comparison = base && (await compareWithRelease(base, config, directory));
    return { faults: [], notes, written, files, ...(comparison && { comparison }) };
  } catch (error) {
    return stop(step, [describeError(error)]);
  }
}
