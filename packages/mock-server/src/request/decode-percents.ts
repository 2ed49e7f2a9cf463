/** The text of a path or a cookie; where its percent-encoding is broken it stands as it came. */
export function decodePercents(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
