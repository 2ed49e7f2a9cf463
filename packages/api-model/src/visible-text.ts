/**
 * Text of a document, safe to print: it must not move the cursor, colour the terminal or turn the reading direction, so the
 * escape of such a character is shown. Line feeds stay.
 */
export function visibleText(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => escaped(character));
}

/** The same on one line, where a line feed could pass for the end of what the program says. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll("\n", escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
