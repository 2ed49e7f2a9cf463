// What a page says of every command, from what the commands themselves print.

/** One command, as `--help` has it. */
export interface ToldCommand {
  readonly name: string;
  readonly help: string;
  /** What stdout holds with `--json`. */
  readonly json: string;
}

const INTRODUCTION = `# Commands

Every command takes \`--help\` (\`-h\`), which ends with 0, and \`--json\`: stdout then holds one JSON value and nothing else, also
where something was found, and \`{ "error": … }\` where the command could not run. Exit codes are the same everywhere: **0** all
is well, **1** it found something, **2** it could not run. An option that a command does not have, or that lacks its value, ends
with 2 and is named. A line of progress stands on stderr while a command works, where stderr is a terminal, and nowhere else. What
a document says reaches no terminal as an order: control characters and those that turn the reading direction are shown escaped.

This page is what the commands say: \`UPDATE_DOCS=1 vitest run test/commands.test.ts\` renews it.
`;

/** `--flag`s of a help's list of options, without their dashes. */
export function optionsOf(help: string): string[] {
  const lines = Array.from(help.matchAll(/^ {2}(-\S.*?)(?: {2,}|$)/gm), ([, flags = ""]) => flags);
  return lines.flatMap((line) => Array.from(line.matchAll(/--([a-z-]+)/g), ([, name = ""]) => name));
}

/** What each exit code of a help means. */
export function exitCodesOf(help: string): ReadonlyMap<number, string> {
  const [, text = ""] = /^Exit codes: ([^]*)\.\n$/m.exec(help) ?? [];
  const codes = text.split(";").map((part) => /^\s*(\d+)\s([^]*)$/.exec(part.replaceAll("\n", " ")));
  return new Map(codes.map((found) => [Number(found?.[1]), found?.[2] ?? ""]));
}

export function printCommands(commands: readonly ToldCommand[]): string {
  const rows = commands.map(({ name, help, json }) => {
    const codes = exitCodesOf(help);
    return [`\`${name}\``, json, ...[0, 1, 2].map((code) => codes.get(code) ?? "")];
  });
  const sections = commands.map(({ name, help }) => `\n## ${name}\n\n\`\`\`text\n${help}\`\`\`\n`);
  return `${INTRODUCTION}\n${table([["command", "with `--json`", "0", "1", "2"], ...rows])}${sections.join("")}`;
}

/** Columns as wide as their widest cell, as the formatter has them. */
function table([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...body].map(line).join("");
}
