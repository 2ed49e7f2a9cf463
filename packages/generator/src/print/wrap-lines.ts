/** Length at which prose is broken; a comment stands indented, and code is formatted to 110 columns. */
export const WIDTH = 100;
// Indented code, tables, headings and a lone code span mean something by standing on one line.
const KEEP = /^(\s{4}|\t|\s*[|#]|`[^`]*`$)/;
// A line that begins so is a list, a quotation, a heading or a table, so no break may come before it.
const MARKER = /^([-+*>#|=~`]|\d+[.)])/;

/** Breaks long lines of Markdown at spaces, where that changes nothing of its meaning. */
export function wrapLines(lines: readonly string[]): string[] {
  let fenced = false;
  return lines.flatMap((line) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    return fenced || line.length <= WIDTH || KEEP.test(line) ? [line] : wrapLine(line);
  });
}

function wrapLine(line: string): string[] {
  const wrapped: string[] = [];
  let current = "";
  // Two spaces at the end of a line are a break in Markdown; the words keep theirs by staying apart.
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (longer.length <= WIDTH || current.trim() === "" || word === "" || MARKER.test(word)) {
      current = longer;
    } else {
      wrapped.push(current);
      current = word;
    }
  }
  return [...wrapped, current];
}
