// Characters that must not stand raw in generated code: they move text about on screen (bidirectional controls), hide
// (zero-width, byte order mark), or end a line where a reader sees none (U+2028, U+2029).
const UNSAFE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** Writes each unsafe character as the `\uXXXX` that stands for it in a string literal, and that a reader can see in a comment. */
export function escapeUnsafeCharacters(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
