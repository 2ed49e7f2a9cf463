/** A text without percent-encoding (RFC 3986, section 2.1); undefined where a `%` leads to no UTF-8. */
export function decodeText(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // The only way to learn it: what is malformed says nothing.
    return undefined;
  }
}
