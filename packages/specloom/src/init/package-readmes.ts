import { runScript } from "./package-manager.ts";
import { escapeMarkdown } from "./plain-text.ts";
import type { Plan } from "./plan.ts";
import { scriptNames } from "./root-scripts.ts";

/** What each package says of itself on the registry. */
export function packageReadmes(plan: Plan): {
  readonly types: string;
  readonly client: string;
  readonly contractTests: string;
} {
  const { names, workspace } = plan;
  const title = escapeMarkdown(plan.title);
  const ending = `Everything in \`src/generated\` is written by \`${runScript(workspace.manager, scriptNames(workspace).generate)}\`.`;
  return {
    types: lines(
      `# ${names.types}`,
      `Types of ${title}, generated from its OpenAPI document.`,
      fence(
        "ts",
        `import type * as api from "${names.types}";`,
        `import type { paths } from "${names.types}/openapi";`,
      ),
      "The main entry holds complete interfaces; `./resources/…` the same, one file a resource; `./openapi` the layout of openapi-typescript.",
      ending,
    ),
    client: lines(
      `# ${names.client}`,
      `Client of ${title}, generated from its OpenAPI document. It runs wherever there is \`fetch\`.`,
      fence("ts", `import { createClient } from "${names.client}";`, "", "const client = createClient();"),
      `Credentials and the base URL are options of \`createClient\`, or come from environment variables that begin with \`${names.environmentPrefix}_\`.`,
      "`./paths` has typed calls by path alone; `./resources/…` one resource a file, called through the client of `./bare` in the smallest bundle.",
      ending,
    ),
    contractTests: lines(
      `# ${names.contractTests}`,
      `Contract tests of ${title}, generated from its OpenAPI document: they judge a server by raw HTTP.`,
      fence("console", `$ npx ${names.command} --base-url http://127.0.0.1:4010`),
      `\`${names.command} --help\` lists the options. Exit codes: 0 every check held; 1 the server broke the contract; 2 it could not run.`,
      ending,
    ),
  };
}

function fence(language: string, ...code: readonly string[]): string {
  return [`\`\`\`${language}`, ...code, "```"].join("\n");
}

function lines(...paragraphs: readonly string[]): string {
  return `${paragraphs.join("\n\n")}\n`;
}
