import { configName } from "./config-file.ts";
import { installCommand, runScript, runScriptWith } from "./package-manager.ts";
import { escapeMarkdown } from "./plain-text.ts";
import { packageFolders, type Plan, type PlannedFile } from "./plan.ts";
import { scriptNames } from "./root-scripts.ts";

/** A command to run after `init`, and what it does. */
export interface NextStep {
  readonly command: string;
  readonly does: string;
}

/** Commands after `init`, in order. */
export function nextSteps(plan: Plan): readonly NextStep[] {
  const { manager } = plan.workspace;
  const script = scriptNames(plan.workspace);
  return [
    { command: installCommand(manager), does: "installs" },
    { command: runScript(manager, script.build), does: "generates the three packages and builds them" },
    { command: runScript(manager, script.mock), does: "serves the document, with state, on port 4010" },
    {
      command: runScriptWith(manager, script.contract, "--base-url http://127.0.0.1:4010"),
      does: "judges a server by the document",
    },
    {
      command: runScript(manager, script.check),
      does: "names what is out of date, and what no changeset covers, for CI",
    },
  ];
}

/** A short README: the root's own where it has none, else one beside it. */
export function guideFile(plan: Plan, hasReadme: boolean): PlannedFile {
  const { types, client, contractTests } = packageFolders(plan);
  const { names } = plan;
  const title = escapeMarkdown(plan.title);
  const text = [
    `# ${hasReadme ? "Specloom" : `Packages of ${title}`}`,
    "",
    `Made by [Specloom](https://github.com/specloom/specloom) from \`${plan.document}\`: edit the document, then run \`${nextSteps(plan)[1]?.command ?? ""}\`.`,
    "",
    `- \`${types}\`: \`${names.types}\``,
    `- \`${client}\`: \`${names.client}\``,
    `- \`${contractTests}\`: \`${names.contractTests}\``,
    "",
    "| command | does |",
    "| --- | --- |",
    ...nextSteps(plan).map(({ command, does }) => `| \`${command}\` | ${does} |`),
    "",
    "After an edit of the document `specloom changeset` compares it with the last release, and writes the changeset that follows. What is released is written down by `specloom baseline`: run it behind `changeset version`, and commit `released/`.",
    "",
    `\`src/generated\` in each package belongs to the generator; commit it with \`names.lock.json\`. Names, folders and the prefix \`${names.environmentPrefix}\` of the environment variables stand in \`${configName(plan)}\`.`,
    "",
  ].join("\n");
  return { path: hasReadme ? "SPECLOOM.md" : "README.md", text };
}
