import { jsonText, visibleText } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

const HELP = `Usage: specloom diff BASE REVISION [--only wire] [--policy standard|strict] [--format text|json|markdown]

Says what a revision of a document changes for those who built on the base, with a proof for each change that breaks.

  BASE, REVISION   files, or files of a git revision as in main:spec/openapi.yaml
  --only wire      judge the messages alone, and not what consumers of the packages compile against
  --policy POLICY  whose code shall still compile: standard or strict (default: the configuration's, else standard)
  --config FILE    what the packages look like (default: ./specloom.config.ts, else ./spec/specloom.config.ts, else plain names)
  --format FORMAT  text, json or markdown (default: text)
  --json           the same as --format json
  --help           print this

Verdicts: breaking, with a value, a message or code that shows it; unknown, where it may break and nothing shows it: it counts
as breaking; additive; none. standard counts readers, builders, importers, positional callers and round trips; strict also
exhaustive switches, maps over keys and hand-written fakes.

Exit codes: 0 nothing breaks; 1 something breaks or may break; 2 it could not run.
`;

const OPTIONS = {
  only: { type: "string" },
  policy: { type: "string" },
  config: { type: "string" },
  format: { type: "string" },
} as const;
const FORMATS = ["text", "json", "markdown"] as const;
const POLICIES = ["standard", "strict"] as const;

export const diffCommand: Command = {
  name: "diff",
  summary: "say what a revision of the document changes for those who built on the base",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values, positionals } = parseOptions(argv, OPTIONS, 2);
    const [base, revision] = positionals;
    if (base === undefined || revision === undefined)
      throw new UsageError("Two documents are needed: BASE and REVISION.");
    const only = values.only && oneOf("--only", values.only, ["wire"]);
    const written = oneOf("--format", values.format ?? "text", FORMATS);
    const format = values.json ? "json" : written;
    const policy = values.policy === undefined ? undefined : oneOf("--policy", values.policy, POLICIES);
    const options = { base, revision, format, policy, config: values.config };
    return only === "wire" ? compareWire(options, output) : compareBoth(options, output);
  },
};

function oneOf<const Word extends string>(flag: string, given: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageError(`${flag} takes ${words.join(", ")}, not ${given}.`);
  return found;
}

interface Options {
  readonly base: string;
  readonly revision: string;
  readonly format: (typeof FORMATS)[number];
  readonly policy: (typeof POLICIES)[number] | undefined;
  readonly config: string | undefined;
}

async function compareWire({ base, revision, format }: Options, output: Output): Promise<ExitCode> {
  const { loadSource } = await import("../diff/source/load-source.ts");
  output.progress("reading the documents");
  const [before, after] = [await loadSource(base), await loadSource(revision)];
  const { diffDocuments } = await import("../diff/diff-documents.ts");
  output.progress("comparing");
  const diff = diffDocuments(before, after);
  if (format === "json") output.out(jsonText(diff));
  else {
    const { formatMarkdown, formatText } = await import("../diff/report/format-diff.ts");
    output.out(visibleText(format === "text" ? formatText(diff) : formatMarkdown(diff)));
  }
  return exitCodeOf(diff.wire);
}

async function compareBoth(options: Options, output: Output): Promise<ExitCode> {
  const { loadSurroundings } = await import("../diff/source/load-surroundings.ts");
  const { loadSource } = await import("../diff/source/load-source.ts");
  output.progress("reading the documents");
  const { source, ...surroundings } = await loadSurroundings(options.config);
  const [base, revision] = [
    await loadSource(options.base, source),
    await loadSource(options.revision, source),
  ];
  output.progress("making and comparing the packages");
  const { compareDocuments } = await import("../diff/compare-documents.ts");
  const policy = options.policy ?? surroundings.config?.policy;
  const comparison = await compareDocuments({ ...surroundings, ...(policy && { policy }), base, revision });
  if (options.format === "json") output.out(jsonText(comparison));
  else {
    const report = await import("../diff/report/format-comparison.ts");
    const write = options.format === "text" ? report.formatText : report.formatMarkdown;
    output.out(visibleText(write(comparison)));
  }
  return exitCodeOf(comparison.wire, comparison.types);
}

function exitCodeOf(...verdicts: readonly string[]): ExitCode {
  return verdicts.some((verdict) => verdict === "breaking" || verdict === "unknown")
    ? ExitCode.found
    : ExitCode.good;
}
