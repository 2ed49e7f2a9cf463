// One of the three doors by which text of a document enters code.
import { escapeUnsafeCharacters } from "./unsafe-characters.ts";
import { WIDTH, wrapLines } from "./wrap-lines.ts";

const LINE_BREAK = /\r\n?|\n|\u0085|\u2028|\u2029/;

/** What a JSDoc comment says. Every text in it may come from a document. */
export interface Comment {
  /** Separated by blank lines; empty and absent ones are left out. */
  readonly paragraphs: readonly (string | undefined)[];
  readonly tags?: readonly { readonly name: "deprecated" | "default" | "throws"; readonly text?: string }[];
}

/** JSDoc for what follows it, ending in a line break; nothing at all where there is nothing to say. */
export function comment({ paragraphs, tags = [] }: Comment): string {
  const blocks = paragraphs
    .map((text) => (text === undefined ? [] : textLines(text)))
    .filter((lines) => lines.length > 0);
  const tagLines = tags.flatMap(({ name, text }) => {
    const lines = text === undefined ? [] : textLines(text);
    return [`@${name} ${lines[0] ?? ""}`.trimEnd(), ...lines.slice(1)];
  });
  if (tagLines.length > 0) blocks.push(tagLines);
  const lines = blocks
    .map((block) => block.join("\n"))
    .join("\n\n")
    .split("\n");
  if (blocks.length === 0) return "";
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

function textLines(text: string): string[] {
  // Most texts are a short line, and nothing is to be broken, joined or dropped.
  if (text.length <= WIDTH && !LINE_BREAK.test(text)) return [escapeLine(text.trimEnd())].filter(Boolean);
  const lines = wrapLines(text.split(LINE_BREAK)).map((line) => escapeLine(line.trimEnd()));
  while (lines[0] === "") lines.shift();
  while (lines.at(-1) === "") lines.pop();
  return lines;
}

// A document's `@` begins no tag: a backslash before it shows as a plain `@` where JSDoc is rendered. An address such as
// `name@host` cannot be a tag and stays as it is.
function escapeLine(line: string): string {
  // Most lines hold nothing of the kind, and a large document has very many.
  if (/^[\x20-\x7E]*$/.test(line) && !/@|\*\//.test(line)) return line;
  return escapeUnsafeCharacters(line)
    .replaceAll("*/", "*\\/")
    .replaceAll(/(?<![\p{L}\p{N}._%+-])@/gu, "\\@");
}
