// Two documents in, both verdicts out: what changes in the messages, and what changes for those who compile against the packages.
import {
  buildModel,
  formatProblem,
  type BuiltModel,
  type Document,
  type NamesLock,
} from "@specloom/api-model";
import { emitPackages, type SpecloomConfig } from "@specloom/generator";

import { UsageError } from "../usage-error.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { diffDocuments } from "./diff-documents.ts";
import { joinVerdicts } from "./join-verdicts.ts";
import { describeSymbols } from "./types/describe-symbols.ts";
import { judgeTypes } from "./types/judge-types.ts";
import type { PublishedSurface } from "./types/published-packages.ts";
import { publishPackages, readRuntimeSurface } from "./types/publish-packages.ts";
import type { Policy, TypeReport } from "./types/type-report.ts";

export interface CompareOptions {
  readonly base: Document;
  readonly revision: Document;
  /** What the generated code looks like. @default names of no meaning */
  readonly config?: SpecloomConfig;
  /** Names given before. @default none */
  readonly names?: NamesLock;
  /** @default that of the configuration, else standard */
  readonly policy?: Policy;
}

/** Stands in where there is no configuration: names of packages and of variables are no part of a verdict then. */
const PLAIN_CONFIG: SpecloomConfig = {
  document: "openapi.yaml",
  names: "names.lock.json",
  environmentPrefix: "API",
  packages: {
    types: { name: "@api/types", folder: "types" },
    client: { name: "@api/client", folder: "client" },
    contractTests: { name: "@api/contract-tests", folder: "contract-tests", command: "api-contract" },
  },
};

/**
 * Compares two bundled documents: the messages that they describe, and the packages that are made of them with the generator and
 * the runtime at hand.
 *
 * @throws UsageError where nothing can be generated from one of them
 */
export async function compareDocuments(options: CompareOptions): Promise<Comparison> {
  const { base, revision, config = PLAIN_CONFIG } = options;
  const wire = diffDocuments(base, revision);
  const policy = options.policy ?? "standard";
  const before = await emitSide({ document: base, side: "base", names: options.names }, config);
  const after = await emitSide({ document: revision, side: "revision", names: before.names }, config);
  const report = judgeTypes({
    base: before.surface,
    revision: after.surface,
    judged: [config.packages.types.name, config.packages.client.name],
    dependencies: await readRuntimeSurface(),
    policy,
    describe: {
      base: describeSymbols(before.model, base),
      revision: describeSymbols(after.model, revision),
    },
  });
  return { ...joinReports(wire.changes, report), wire: wire.wire, differs: wire.differs };
}

/** Both verdicts of each change, and the type verdict as a whole. */
export function joinReports(
  changes: readonly Change[],
  report: TypeReport,
): Pick<Comparison, "types" | "policy" | "cells" | "changes"> {
  const { types, policy, cells } = report;
  return { types, policy, cells, changes: joinVerdicts(changes, report.changes) };
}

interface Side {
  readonly document: Document;
  readonly side: "base" | "revision";
  readonly names: NamesLock | undefined;
}

async function emitSide(
  { document, side, names }: Side,
  config: SpecloomConfig,
): Promise<BuiltModel & { readonly surface: PublishedSurface }> {
  const { overrides } = config;
  const built = buildModel(document, { ...(names && { names }), ...(overrides && { overrides }) });
  const emitted = await emitPackages({ model: built.model, document }, config);
  const fatal = [...built.problems, ...emitted.problems].filter(({ severity }) => severity === "fatal");
  if (fatal.length > 0) {
    throw new UsageError(
      `Nothing can be generated from the ${side}, so its types cannot be compared: mend it first, or give --only wire.\n${fatal.map(formatProblem).join("\n")}`,
      { showsUsage: false },
    );
  }
  return { ...built, surface: publishPackages(emitted.files, config.packages) };
}
