import type { Keyword, ObjectKind } from "../src/fidelity/keyword.ts";
import { KEYWORDS } from "../src/fidelity/openapi-keywords.ts";

const INTRODUCTION = `# What arrives of a document

Each keyword of OpenAPI 3.0, 3.1 and 3.2, and what becomes of it. \`specloom generate\` counts by occurrence: one unit is one keyword at
one place. It ends with a line such as

    1,206 operations · 99.4 % represented · 7 degraded · 0 fatal

and writes the three lists to \`fidelity.json\` beside the lock of names (\`fidelity\` in the configuration puts it elsewhere).

- **represented**: code says it, or what is made of the document keeps to it.
- **degraded**: something of it is lost. Each occurrence is listed with its pointer and what is lost, and shown by the run;
  \`--strict\` refuses a document that has one. So is each other flaw that the run names as degraded, such as a \`$ref\` that leads to nothing.
- **ignored**: it speaks to readers, or says how something is written that is written otherwise here. Counted by keyword, with the first
  ten places; it has no part in the percentage.

A keyword of a schema that has not its type (\`maxLength: "5"\`) is degraded whatever the table says: nothing made of the document
heeds it. A member that begins with \`x-\` is ignored, but for \`x-specloom\`, which is represented. A member that OpenAPI does not have is degraded.
Beside the \`$ref\` of a Reference Object nothing is read: what stands there and is not of the Reference Object is degraded.
What is degraded as a whole counts once, and nothing under it counts again: \`links\` with their Link Objects (\`operationRef\`,
\`operationId\`, \`parameters\`, \`requestBody\`, \`description\`, \`server\`), \`callbacks\` with their Path Items, \`headers\` and
\`encoding\` of parts, flows in which no token is fetched. Schemas under a degraded keyword of a schema do count.
Maps have no keywords of their own (Paths, Responses, Callback, Security Requirement, \`mapping\`, \`scopes\`): what their entries hold counts.
Swagger 2.0 is counted as the OpenAPI 3.0 that it becomes.

This page is the table of \`packages/api-model/src/fidelity/\`: \`UPDATE_DOCS=1 vitest run test/fidelity.test.ts\` there renews it.
`;

/** The published list as a page. */
export function printKeywords(): string {
  const sections = (Object.keys(KEYWORDS) as ObjectKind[]).map((object) => {
    const rows = Object.entries(KEYWORDS[object]).map(([keyword, rule]) => [
      `\`${keyword}\``,
      standingOf(rule),
      rule.note,
    ]);
    return `\n## ${object} Object\n\n${table([["keyword", "", "what becomes of it"], ...rows])}`;
  });
  return `${INTRODUCTION}${sections.join("")}`;
}

function standingOf({ standing, unless }: Keyword): string {
  return unless === undefined ? standing : `${standing}; degraded: ${unless}`;
}

/** Columns as wide as their widest cell, as the formatter has them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map((row) => line(row))].join(
    "",
  );
}
