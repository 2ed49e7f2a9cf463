const LONGEST = 80;

/** A text of the document as one short line, without a character that hides, moves the cursor or turns the reading direction. */
export function plainText(text: string): string {
  const words = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\s]+/gu, " ").trim();
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** The same in Markdown: what would be markup, a link or HTML shows as it is written (CommonMark, section 2.4). */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g, (mark) =>
    /[.,:'()-]/.test(mark) ? mark : `\\${mark}`,
  );
}
