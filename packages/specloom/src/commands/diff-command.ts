import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";
import { visibleText } from "../visible-text.ts";

const HELP = `Usage: specloom diff BASE REVISION [--only wire] [--format text|json|markdown]

Says what a revision of a document changes for those who built on the base, with a proof for each change that breaks.

  BASE, REVISION   files, or files of a git revision as in main:spec/openapi.yaml
  --only wire      judge the messages and nothing else; so far nothing else is judged
  --format FORMAT  text, json or markdown (default: text)
  --json           the same as --format json
  --help           print this

Verdicts: breaking, with a value or a message that shows it; unknown, where it may break and nothing shows it: it counts as
breaking; additive; none.

Exit codes: 0 nothing breaks; 1 something breaks or may break; 2 it could not run.
`;

const FORMATS = ["text", "json", "markdown"] as const;
type Format = (typeof FORMATS)[number];

export const diffCommand: Command = {
  name: "diff",
  summary: "say what a revision of the document changes for those who built on the base",
  help: HELP,
  run: async (argv, output) => {
    const { values, positionals } = parseOptions(
      argv,
      { only: { type: "string" }, format: { type: "string" } },
      2,
    );
    const [base, revision] = positionals;
    if (base === undefined || revision === undefined)
      throw new UsageError("Two documents are needed: BASE and REVISION.");
    if (values.only !== undefined && values.only !== "wire")
      throw new UsageError(`--only takes wire, not ${values.only}.`);
    const format = values.json ? "json" : (values.format ?? "text");
    if (!isFormat(format)) throw new UsageError(`--format takes ${FORMATS.join(", ")}, not ${format}.`);
    return run({ base, revision, format }, output);
  },
};

function isFormat(text: string): text is Format {
  return FORMATS.includes(text as Format);
}

interface Options {
  readonly base: string;
  readonly revision: string;
  readonly format: Format;
}

async function run({ base, revision, format }: Options, output: Output): Promise<ExitCode> {
  const { loadSource } = await import("../diff/source/load-source.ts");
  output.progress("reading the documents");
  const before = await loadSource(base);
  const after = await loadSource(revision);
  const { diffDocuments } = await import("../diff/diff-documents.ts");
  output.progress("comparing");
  const diff = diffDocuments(before, after);
  if (format === "json") output.out(`${JSON.stringify(diff, undefined, 2)}\n`);
  else {
    const { formatMarkdown, formatText } = await import("../diff/report/format-diff.ts");
    output.out(visibleText(format === "text" ? formatText(diff) : formatMarkdown(diff)));
  }
  return diff.wire === "breaking" || diff.wire === "unknown" ? ExitCode.found : ExitCode.good;
}
