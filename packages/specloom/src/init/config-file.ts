import { runScript } from "./package-manager.ts";
import { packageFolders, type Plan, type PlannedFile } from "./plan.ts";
import { scriptNames } from "./root-scripts.ts";

/** Its name: `.mts` where a `package.json` would have Node take a `.ts` for CommonJS. */
export function configName({ workspace }: Plan): string {
  const { manifest } = workspace;
  return manifest === undefined || manifest.data.type === "module"
    ? "specloom.config.ts"
    : "specloom.config.mts";
}

/** The configuration, with every decision in it that a person may want to change. */
export function configFile(plan: Plan): PlannedFile {
  const { names, workspace, dropPathPrefix } = plan;
  const folders = packageFolders(plan);
  const overrides =
    dropPathPrefix === undefined
      ? []
      : [
          "  // Every path begins so: it makes no resource of its own.",
          `  overrides: { dropPathPrefix: ${text(dropPathPrefix)} },`,
        ];
  const lines = [
    'import { defineConfig } from "specloom";',
    "",
    "/** What the generated packages look like. What a server must know stands in the document. */",
    "export default defineConfig({",
    `  document: ${text(plan.document)},`,
    "  // Names once given, so that adding to the document renames nothing: commit it.",
    '  names: "names.lock.json",',
    ...overrides,
    `  environmentPrefix: ${text(names.environmentPrefix)},`,
    "  packages: {",
    `    types: { name: ${text(names.types)}, folder: ${text(folders.types)} },`,
    `    client: { name: ${text(names.client)}, folder: ${text(folders.client)} },`,
    "    contractTests: {",
    `      name: ${text(names.contractTests)},`,
    `      folder: ${text(folders.contractTests)},`,
    `      command: ${text(names.command)},`,
    "    },",
    "  },",
    `  command: ${text(runScript(workspace.manager, scriptNames(workspace).generate))},`,
    "});",
    "",
  ];
  return { path: configName(plan), text: lines.join("\n") };
}

function text(value: string): string {
  return JSON.stringify(value);
}
