/** Text of a document must not move the cursor, colour the terminal or turn the reading direction: its escape is shown. */
export function visibleText(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
