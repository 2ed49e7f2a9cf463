/**
 * Text from a document or a server, safe to print: control characters, line separators and marks that reorder text are
 * shown as escapes, so that no answer can move the cursor, change a title or hide a line.
 */
export function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  const unsafe = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uD800-\uDFFF]/gu;
  return text.replaceAll(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
