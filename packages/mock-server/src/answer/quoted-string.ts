/** Text as a quoted string of a header (RFC 9110, section 5.6.4), without the characters that none can hold or that few read alike. */
export function quotedString(text: string): string {
  const held = text.replaceAll(/[^\x20-\x7E]/g, "");
  return `"${held.replaceAll(/["\\]/g, "\\$&")}"`;
}
