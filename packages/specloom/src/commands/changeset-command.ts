import { relative } from "node:path";

import { jsonText, visibleText } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadConfig, type LoadedConfig } from "../load-config.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

const HELP = `Usage: specloom changeset [--check] [--format text|json|markdown] [--config FILE]

Generates, compares the working tree with what the last release shipped (see specloom baseline), and writes one changeset that
says by how much each package moves and why: what breaks, for whom, shown by what, and how to adapt. Run it after each edit of
the document: it replaces its own changeset, and removes it where the edit was taken back.

  --check          write nothing; end with 1 unless the changesets that are there cover what changed
  --format FORMAT  text, json, or markdown as for a pull request (default: text)
  --config FILE    the configuration (default: ./specloom.config.ts, else ./spec/specloom.config.ts)
  --json           the same as --format json
  --help           print this

The bump is the worse of two verdicts: of the messages (wire) and of the declarations that consumers compile against (types).
From 1.0.0 on what breaks is major, what adds is minor, the rest patch; before, what breaks is minor and the rest patch. What
could not be decided counts as breaking, until a person decides it under decisions in the configuration. For a lower or higher
bump, edit the changeset and add the line "Specloom-Override: minor, because …" to its body.

Exit codes: 0 all is well; 1 with --check a change that no changeset covers, else a plan that is not what was asked for;
2 it could not run.
`;

const OPTIONS = {
  check: { type: "boolean", default: false },
  format: { type: "string" },
  config: { type: "string" },
} as const;
const FORMATS = ["text", "json", "markdown"] as const;
type Format = (typeof FORMATS)[number];

export const changesetCommand: Command = {
  name: "changeset",
  summary: "compare with the last release, and write the changeset that follows",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values } = parseOptions(argv, OPTIONS);
    const written = values.format ?? "text";
    if (!isFormat(written)) throw new UsageError(`--format takes ${FORMATS.join(", ")}, not ${written}.`);
    const format = values.json ? "json" : written;
    const loaded = await loadConfig(values.config);
    return values.check ? check(loaded, format, output) : propose(loaded, format, output);
  },
};

function isFormat(text: string): text is Format {
  return FORMATS.includes(text as Format);
}

const NEVER_RELEASED =
  "Nothing was released yet: there is nothing to compare with (specloom baseline writes it).\n";

async function check({ config, directory }: LoadedConfig, format: Format, output: Output): Promise<ExitCode> {
  const { checkChangeset } = await import("../release/check-changeset.ts");
  const { formatReport, formatSummary } = await import("../release/format-comparison.ts");
  const result = await checkChangeset(config, directory, output.progress);
  const { comparison, override, faults } = result;
  if (format === "json") output.out(jsonText(result));
  else if (comparison === undefined) output.out(faults.length > 0 ? "" : NEVER_RELEASED);
  else {
    const report = { comparison, bumps: comparison.bumps, override, faults };
    output.out(visibleText(format === "text" ? formatSummary(report) : formatReport(report)));
  }
  for (const fault of faults) output.error(`${visibleText(fault)}\n`);
  return faults.length > 0 ? ExitCode.found : ExitCode.good;
}

async function propose(
  { config, directory }: LoadedConfig,
  format: Format,
  output: Output,
): Promise<ExitCode> {
  const { proposeChangeset } = await import("../release/propose-changeset.ts");
  const { formatReport, formatSummary } = await import("../release/format-comparison.ts");
  const proposal = await proposeChangeset(config, directory, output.progress);
  const { comparison, bumps, override, changeset, isWritten, removed, deviations } = proposal;
  if (format === "json") output.out(jsonText(proposal));
  else if (comparison === undefined) output.out(NEVER_RELEASED);
  else {
    const report = { comparison, bumps, override };
    output.out(visibleText(format === "text" ? formatSummary(report) : formatReport(report)));
  }
  if (format === "text") {
    for (const path of removed) output.out(`removed ${visibleText(relative(".", path))}\n`);
    if (changeset !== undefined) output.out(`${isWritten ? "wrote" : "kept"} ${relative(".", changeset)}\n`);
  }
  for (const deviation of deviations) output.error(`${visibleText(deviation)}\n`);
  return deviations.length > 0 ? ExitCode.found : ExitCode.good;
}
