import { formatProblem, jsonText, visibleLine } from "@specloom/api-model";

import type { Command, Output } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import type { InitResult } from "../init/initialize.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

const HELP = `Usage: specloom init SPEC [options]

Makes the working directory ready for generation, be it empty or the root of a workspace of npm, pnpm or Yarn: a configuration,
the folders of the three packages with all that builds and publishes them, scripts, changesets, a short README. What is there
already only gains lines; if something stands in the way, nothing is written.

  SPEC                    an OpenAPI document: a file, which stays where it is, or an https URL, which is downloaded
  --name NAME             beginning of every name (default: from the document's title, else its host)
  --scope @SCOPE          npm scope of the packages (default: that of ./package.json, if it has one)
  --packages FOLDER       where the three packages come to stand (default: packages)
  --package-manager NAME  npm, pnpm, yarn or yarn-classic, its version 1 (default: the one in use here)
  --dry-run               list what would be written, and write nothing
  --allow-http            also take an http URL
  --allow-private         also take a URL of this machine or of a private network
  --json                  print the result as JSON
  --help                  print this

Exit codes: 0 done; 1 fatal problems of the document; 2 it could not run.
`;

const OPTIONS = {
  name: { type: "string" },
  scope: { type: "string" },
  packages: { type: "string", default: "packages" },
  "package-manager": { type: "string" },
  "dry-run": { type: "boolean", default: false },
  "allow-http": { type: "boolean", default: false },
  "allow-private": { type: "boolean", default: false },
} as const;

export const initCommand: Command = {
  name: "init",
  summary: "set up a folder for a document: configuration, three packages, scripts",
  help: HELP,
  options: OPTIONS,
  run: async (argv, output) => {
    const { values, positionals } = parseOptions(argv, OPTIONS, 1);
    const [document] = positionals;
    if (document === undefined) throw new UsageError("The document is missing: give a file or an https URL.");
    const { initialize } = await import("../init/initialize.ts");
    const result = await initialize({
      document,
      directory: ".",
      name: checked(values.name, { flag: "--name", form: /^[a-z\d]+(?:-[a-z\d]+)*$/, like: "petstore" }),
      scope: checked(values.scope, { flag: "--scope", form: /^@?[a-z\d][a-z\d._-]*$/, like: "@acme" }),
      packagesFolder: folderOf(values.packages),
      packageManager: values["package-manager"],
      dryRun: values["dry-run"],
      fetch: {
        allowHTTP: values["allow-http"],
        ...(values["allow-private"] && { allowAddress: () => true }),
      },
      onStep: output.progress,
    });
    if (values.json) output.out(jsonText(result));
    else report(result, values["dry-run"], output);
    return result.made === undefined ? ExitCode.found : ExitCode.good;
  },
};

interface TextForm {
  readonly flag: string;
  readonly form: RegExp;
  readonly like: string;
}

function checked(text: string | undefined, { flag, form, like }: TextForm): string | undefined {
  if (text === undefined || (form.test(text) && text.length <= 60)) return text;
  throw new UsageError(
    `${flag} takes what can stand in the name of an npm package, such as ${like}, not ${text}.`,
  );
}

function folderOf(text: string): string {
  const folder = text
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/+$/, "");
  const parts = folder.split("/");
  if (folder === "" || folder === "." || parts.every((part) => /^[\w@][\w@. -]*$/.test(part)))
    return folder || ".";
  throw new UsageError(
    `--packages takes a folder inside the working directory, such as packages, not ${text}.`,
  );
}

function report(
  { problems, made, created, extended }: InitResult,
  dryRun: boolean,
  { out, error }: Output,
): void {
  const fatal = problems.filter(({ severity }) => severity === "fatal");
  for (const problem of fatal) error(`${formatProblem(problem)}\n`);
  if (made === undefined) {
    error(`${fatal.length} fatal problem${fatal.length === 1 ? "" : "s"}: nothing was written.\n`);
    return;
  }
  const { counts, title, packageManager, next } = made;
  for (const path of created) out(`${dryRun ? "would write " : "wrote "} ${visibleLine(path)}\n`);
  for (const path of extended) out(`${dryRun ? "would extend" : "extended"} ${visibleLine(path)}\n`);
  out(
    `\n${visibleLine(title)}: ${counts.operations} operations, ${counts.schemas} schemas; a workspace of ${packageManager}.\n`,
  );
  if (dryRun) return;
  const width = Math.max(...next.map(({ command }) => command.length));
  out(`Next:\n${next.map(({ command, does }) => `  ${command.padEnd(width)}  ${does}\n`).join("")}`);
}
