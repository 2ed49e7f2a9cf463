/** Formats a file by its extension; text that does not parse gives the parser's complaints. */
export async function formatText(
  path: string,
  text: string,
): Promise<{ readonly text: string; readonly errors: readonly string[] }> {
  // Loaded only by the thread that formats.
  const { format } = await import("oxfmt");
  const { code, errors } = await format(path, text, { printWidth: 110 });
  return { text: code, errors: errors.map(({ message }) => message ?? "unknown error") };
}
