// Characters that must not stand raw in generated code: controls, and the format characters that move text about on
// screen or hide (bidirectional controls, zero-width ones, the byte order mark), and the line ends that few readers see.
const UNSAFE = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
// Few characters are none of these, and classes of Unicode take long to look for.
const PLAIN = /^[\t\n\x20-\x7E]*$/;
const OTHERS = /[^\t\n\x20-\x7E]+/g;

/** Writes each unsafe character as the escape that stands for it in a string literal, and that a reader can see in a comment. */
export function escapeUnsafeCharacters(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replaceAll(OTHERS, (others) => others.replaceAll(UNSAFE, escapeCharacter));
}

function escapeCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}
